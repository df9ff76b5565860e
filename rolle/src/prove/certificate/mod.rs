//! Certificates: what the tables of a function say, in a form that the independent checker verifies.
//!
//! The formula is translated into the nodes of the checker, the line is cut where the sign of a guard changes, and
//! parts are sought on each piece that the checker's own rules accept. A certificate is given out only after the
//! checker has verified it.

mod claims;
mod cover;
mod difference;
mod everything;
mod lower;
mod plan;
mod wanted;

use super::claim::Claim;
use super::study::Study;
use everything::prime;
use plan::Plan;
use rolle_check::{Certificate, Verified, verify};
use std::collections::BTreeMap;
use wanted::Wanted;

/// The certificate of a function.
#[derive(Clone, Debug)]
pub struct Certified {
    /// The certificate, verified.
    pub certificate: Certificate,
    /// The function that it speaks of, where that is another one, from whose signs the claim follows.
    pub speaks_of: Option<String>,
    /// What could not be certified, and why.
    pub left_out: Vec<String>,
}

impl Study<'_> {
    /// A certificate of claims, or without any of all that the checker can verify of a function: the signs of f, f′
    /// and f″, its shape, bounds and limits.
    ///
    /// The comparison of two functions is certified as the sign of their difference: the certificate then
    /// [speaks of](Certified::speaks_of) that.
    ///
    /// Certainty: exact; what it claims was verified from the formula by [`rolle_check::verify`].
    ///
    /// # Errors
    /// What the checker does not know, or where its rules do not reach.
    ///
    /// # Examples
    /// ```
    /// use rolle::prove::Study;
    /// let mut g = rolle::Graph::new();
    /// let x = g.symbol("x");
    /// let f = g.parse("x*exp(-x)").unwrap();
    /// let certified = Study::new(&mut g, f, x).certificate(&[]).unwrap();
    /// let text = certified.certificate.to_text();
    /// let certificate = rolle_check::Certificate::from_text(&text).unwrap();
    /// assert!(rolle_check::verify(&certificate).is_ok());
    /// ```
    pub fn certificate(&mut self, claims: &[Claim]) -> Result<Certified, String> {
        let of_f = self.certificate_of_f(claims);
        match (of_f, claims) {
            (Err(why), [claim]) => self.certificate_of_difference(claim).unwrap_or(Err(why)),
            (made, _) => made,
        }
    }

    fn certificate_of_f(&mut self, claims: &[Claim]) -> Result<Certified, String> {
        let mut plan = Plan::new(self)?;
        let mut wanted = Vec::new();
        match claims {
            [] => wanted = self.everything(),
            claims => {
                for claim in claims {
                    wanted.append(&mut self.wanted(claim)?);
                }
            }
        }
        let mut orders: Vec<u32> = wanted.iter().flat_map(|wanted| wanted.orders.clone()).collect();
        orders.sort_unstable();
        orders.dedup();
        let mut missing = BTreeMap::new();
        for &order in &orders {
            if let Err(why) = plan.add_table(self, order) {
                missing.insert(order, why);
            }
        }
        if let (true, Some(why)) = (missing.len() == orders.len(), missing.values().next()) {
            return Err(why.clone());
        }
        let mut certificate = plan.into_certificate();
        let verified = verify(&certificate)?;
        let mut left_out = Vec::new();
        if claims.is_empty() {
            for (order, why) in &missing {
                left_out.push(format!("the signs of {}: {why}", prime(*order)));
            }
        }
        let mut proved = Vec::new();
        for wanted in wanted {
            let lacks = wanted.orders.iter().all(|order| missing.contains_key(order));
            if claims.is_empty() && lacks {
                // The table that it follows from was named already.
                continue;
            }
            let what = wanted.what.clone();
            match accepted(&verified, wanted, &missing) {
                Ok((claim, short_of)) => {
                    if proved.iter().all(|(_, known)| *known != claim) {
                        proved.push((what, claim));
                    }
                    // Without claims nothing was asked that could fall short.
                    left_out.extend(short_of.filter(|_| !claims.is_empty()));
                }
                Err(why) if claims.is_empty() => left_out.push(format!("{what}: {why}")),
                Err(why) => return Err(format!("{what}: {why}")),
            }
        }
        certificate.claims = proved.iter().map(|(_, claim)| claim.clone()).collect();
        if let Err(why) = verify(&certificate) {
            if !claims.is_empty() {
                return Err(why);
            }
            left_out.extend(drop_claims(&mut certificate, proved));
        }
        Ok(Certified { certificate, speaks_of: None, left_out })
    }
}

/// Keeps the claims that the checker takes together: it bounds the work that one certificate may ask for.
fn drop_claims(
    certificate: &mut Certificate,
    claims: Vec<(String, rolle_check::Claim)>,
) -> Vec<String> {
    let mut dropped = Vec::new();
    certificate.claims.clear();
    for (what, claim) in claims {
        certificate.claims.push(claim);
        if let Err(why) = verify(certificate) {
            certificate.claims.pop();
            dropped.push(format!("{what}: {why}"));
        }
    }
    dropped
}

/// The sharpest wording that the checker accepts, with what it leaves open.
fn accepted(
    verified: &Verified<'_>,
    wanted: Wanted,
    missing: &BTreeMap<u32, String>,
) -> Result<(rolle_check::Claim, Option<String>), String> {
    let lacking = wanted.orders.iter().find_map(|order| missing.get(order));
    let mut why = "the tables of signs do not show it at every point".to_string();
    for wording in wanted.wordings {
        if !wording.needs.are_met(verified) {
            continue;
        }
        match verified.proves(&wording.claim) {
            Ok(()) => return Ok((wording.claim, wording.short_of)),
            Err(reason) => why = reason,
        }
    }
    Err(lacking.cloned().unwrap_or(why))
}
