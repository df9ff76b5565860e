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
mod refuted;
mod wanted;

use super::claim::Claim;
use super::study::Study;
use everything::prime;
use lower::lower;
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
    /// What it leaves open, and why: of the claims that it certifies, or without claims of what was tried.
    pub left_out: Vec<String>,
    /// The claims that it certifies to be false, by their position among those that were asked for, each with the reason.
    pub refuted: BTreeMap<usize, String>,
    /// The claims that it does not certify, by their position among those that were asked for, each with the reason.
    pub refused: BTreeMap<usize, String>,
}

impl Study<'_> {
    /// A certificate of claims, or without any of all that the checker can verify of a function: the signs of f, f′
    /// and f″, its shape, bounds and limits.
    ///
    /// Of a claim that is refuted it holds what shows that: values at a few numbers, a limit or a bound as it is.
    ///
    /// Of several claims it may hold some alone: the others are [refused](Certified::refused).
    ///
    /// The comparison of two functions, where it is the only claim, is certified as the sign of their difference: the
    /// certificate then [speaks of](Certified::speaks_of) that.
    ///
    /// Certainty: exact; what it claims was verified from the formula by [`rolle_check::verify`].
    ///
    /// # Errors
    /// What the checker does not know, or where its rules do not reach, if nothing is left to certify.
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
        let without_pieces = certificate_without_pieces(self)?;
        let (mut refuted, mut refused) = (BTreeMap::new(), BTreeMap::new());
        let mut wanted = Vec::new();
        if claims.is_empty() {
            wanted.extend(self.everything().into_iter().map(|wanted| (None, wanted)));
        }
        for (i, claim) in claims.iter().enumerate() {
            match self.wanted(claim) {
                Ok(asked) => {
                    wanted.extend(asked.parts.into_iter().map(|part| (Some(i), part)));
                    refuted.extend(asked.refuted.map(|why| (i, why)));
                }
                Err(why) => drop(refused.insert(i, why)),
            }
        }
        let mut orders: Vec<u32> =
            wanted.iter().flat_map(|(_, wanted)| wanted.orders.clone()).collect();
        orders.sort_unstable();
        orders.dedup();
        let (certificate, missing) = match (orders.is_empty(), refused.values().next()) {
            (true, Some(why)) if wanted.is_empty() => return Err(why.clone()),
            // Values at numbers need no tables.
            (true, _) => (without_pieces, BTreeMap::new()),
            (false, _) => self.tables(&orders)?,
        };
        let verified = verify(&certificate)?;
        let mut left_out = Vec::new();
        if claims.is_empty() {
            for (order, why) in &missing {
                left_out.push(format!("the signs of {}: {why}", prime(*order)));
            }
        }
        let mut kept = Kept::new(&certificate);
        for (claim, wanted) in wanted {
            let lacks = wanted.orders.iter().all(|order| missing.contains_key(order));
            if claim.is_none() && lacks || claim.is_some_and(|claim| refused.contains_key(&claim)) {
                // The table that it follows from was named already, or the claim will not be there in full.
                continue;
            }
            let what = wanted.what.clone();
            let accepted = accepted(&verified, wanted, &missing)
                .and_then(|(wording, short_of)| kept.add(claim, wording).map(|()| short_of));
            match (accepted, claim) {
                // Without claims nothing was asked that could fall short.
                (Ok(short_of), claim) => left_out.extend(short_of.filter(|_| claim.is_some())),
                (Err(why), None) => left_out.push(format!("{what}: {why}")),
                (Err(why), Some(claim)) => {
                    kept.drop(claim);
                    refused.insert(claim, format!("{what}: {why}"));
                }
            }
        }
        let certificate = kept.certificate();
        refuted.retain(|claim, _| !refused.contains_key(claim));
        match refused.values().next() {
            Some(why) if certificate.claims.is_empty() => Err(why.clone()),
            _ => Ok(Certified { certificate, speaks_of: None, left_out, refuted, refused }),
        }
    }

    /// The signs of derivatives on all pieces, without claims, and those that were not found.
    fn tables(&mut self, orders: &[u32]) -> Result<(Certificate, BTreeMap<u32, String>), String> {
        let mut plan = Plan::new(self)?;
        let mut missing = BTreeMap::new();
        for &order in orders {
            if let Err(why) = plan.add_table(self, order) {
                missing.insert(order, why);
            }
        }
        match missing.values().next() {
            Some(why) if missing.len() == orders.len() => Err(why.clone()),
            _ => Ok((plan.into_certificate(), missing)),
        }
    }
}

/// The formula alone.
fn certificate_without_pieces(study: &mut Study<'_>) -> Result<Certificate, String> {
    let (f, x) = (study.function(), study.variable());
    let formula = lower(study.graph(), f, x)?.formula;
    Ok(Certificate { formula, zeros: vec![], pieces: vec![], claims: vec![] })
}

/// A verified certificate with the claims that were accepted, for which positions among those that were asked for.
struct Kept {
    certificate: Certificate,
    asked: Vec<Option<usize>>,
}

impl Kept {
    fn new(certificate: &Certificate) -> Kept {
        Kept { certificate: certificate.clone(), asked: Vec::new() }
    }

    /// Adds a claim that the tables prove, unless the work of verifying all together were more than the checker does.
    fn add(&mut self, asked: Option<usize>, claim: rolle_check::Claim) -> Result<(), String> {
        self.certificate.claims.push(claim);
        self.asked.push(asked);
        let fits = rolle_check::has_bounded_work(&self.certificate);
        if fits.is_err() {
            self.certificate.claims.pop();
            self.asked.pop();
        }
        fits
    }

    /// Takes back what was added for a claim.
    fn drop(&mut self, claim: usize) {
        let mut asked = self.asked.iter().map(|&asked| asked != Some(claim));
        self.certificate.claims.retain(|_| asked.next().expect("as many as claims"));
        self.asked.retain(|&asked| asked != Some(claim));
    }

    /// The certificate, each claim once. It is verified: its tables were, and each claim by them.
    fn certificate(self) -> Certificate {
        let Certificate { formula, zeros, pieces, claims } = self.certificate;
        let mut once: Vec<rolle_check::Claim> = Vec::with_capacity(claims.len());
        for claim in claims {
            if !once.contains(&claim) {
                once.push(claim);
            }
        }
        let certificate = Certificate { formula, zeros, pieces, claims: once };
        debug_assert!(verify(&certificate).is_ok(), "{:?}", verify(&certificate).err());
        certificate
    }
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
