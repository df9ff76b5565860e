//! Certificates: what the tables of a function say, in a form that the independent checker verifies.
//!
//! The formula is translated into the nodes of the checker, the line is cut where the sign of a guard changes, and
//! parts are sought on each piece that the checker's own rules accept. A certificate is given out only after the
//! checker has verified it.

mod claims;
mod cover;
mod lower;
mod plan;

use super::claim::Claim;
use super::study::Study;
use plan::Plan;
use rolle_check::{Certificate, verify};

/// The certificate of a function.
#[derive(Clone, Debug)]
pub struct Certified {
    /// The certificate, verified.
    pub certificate: Certificate,
    /// What could not be certified, and why.
    pub left_out: Vec<String>,
}

/// The highest order of the derivatives whose signs a certificate without claims holds.
const ORDERS: u32 = 2;

impl Study<'_> {
    /// A certificate of all that the checker can verify of a function: the signs of f, f′ and f″, its shape,
    /// bounds and limits.
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
        let mut plan = Plan::new(self)?;
        let mut left_out = Vec::new();
        let orders: Vec<u32> = match claims {
            [] => (0..=ORDERS).collect(),
            claims => self.orders_for(claims)?,
        };
        for order in orders {
            if let Err(why) = plan.add_table(self, order) {
                let what = format!("the signs of the derivative of order {order}: {why}");
                if !claims.is_empty() {
                    return Err(what);
                }
                left_out.push(what);
            }
        }
        let mut certificate = plan.into_certificate();
        let verified = verify(&certificate)?;
        let mut proved = Vec::new();
        for (what, wordings) in self.checker_claims(claims)? {
            let mut why = String::new();
            let holds = |claim: &rolle_check::Claim| match verified.proves(claim) {
                Ok(()) => true,
                Err(reason) => {
                    why = reason;
                    false
                }
            };
            match wordings.into_iter().find(holds) {
                Some(claim) => proved.push(claim),
                None if claims.is_empty() => left_out.push(format!("{what}: {why}")),
                None => return Err(format!("{what}: {why}")),
            }
        }
        certificate.claims = proved;
        Ok(Certified { certificate, left_out })
    }
}
