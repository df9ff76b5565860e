//! SHA-256, by which a change of a certificate is seen at once. Source: FIPS 180-4.

/// The first 32 bits of the fractional parts of the cube roots (and, for eight, the square roots) of the first
/// primes, by integer arithmetic.
fn fraction_bits(prime: u64, degree: u32) -> u32 {
    // The integer part of the degree-th root of prime·2^(32·degree) is root·2³².
    let target = u128::from(prime) << (32 * degree.min(2));
    let (mut low, mut high) = (0u128, 1u128 << 40);
    while high - low > 1 {
        let middle = (low + high) / 2;
        // (middle·2⁻³²)^degree ≤ prime, without overflow: middle has less than 36 bits.
        let is_below = match degree {
            2 => middle * middle <= target,
            _ => middle * middle <= (u128::from(prime) << 96) / middle,
        };
        if is_below { low = middle } else { high = middle }
    }
    low as u32
}

fn primes() -> impl Iterator<Item = u64> {
    (2u64..).filter(|n| (2..*n).take_while(|d| d * d <= *n).all(|d| !n.is_multiple_of(d)))
}

/// The digest as 64 hexadecimal digits.
pub(crate) fn sha256(data: &[u8]) -> String {
    let constants: Vec<u32> = primes().take(64).map(|p| fraction_bits(p, 3)).collect();
    let mut state: Vec<u32> = primes().take(8).map(|p| fraction_bits(p, 2)).collect();
    let mut padded = data.to_vec();
    padded.push(0x80);
    padded.resize(padded.len().next_multiple_of(64), 0);
    if padded.len() - data.len() < 9 {
        padded.resize(padded.len() + 64, 0);
    }
    let end = padded.len() - 8;
    padded[end..].copy_from_slice(&(data.len() as u64 * 8).to_be_bytes());
    for block in padded.chunks_exact(64) {
        compress(&mut state, &constants, block);
    }
    state.iter().map(|word| format!("{word:08x}")).collect()
}

fn compress(state: &mut [u32], constants: &[u32], block: &[u8]) {
    let mut w: Vec<u32> = block
        .chunks_exact(4)
        .map(|bytes| bytes.iter().fold(0, |word, &byte| word << 8 | u32::from(byte)))
        .collect();
    for i in 16..64 {
        let (a, b) = (w[i - 15], w[i - 2]);
        let s0 = a.rotate_right(7) ^ a.rotate_right(18) ^ a >> 3;
        let s1 = b.rotate_right(17) ^ b.rotate_right(19) ^ b >> 10;
        w.push(w[i - 16].wrapping_add(s0).wrapping_add(w[i - 7]).wrapping_add(s1));
    }
    let mut s = state.to_vec();
    for i in 0..64 {
        let (a, e) = (s[0], s[4]);
        let s1 = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
        let choice = e & s[5] ^ !e & s[6];
        let t1 = s[7].wrapping_add(s1).wrapping_add(choice);
        let t1 = t1.wrapping_add(constants[i]).wrapping_add(w[i]);
        let s0 = a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22);
        let majority = a & s[1] ^ a & s[2] ^ s[1] & s[2];
        s.rotate_right(1);
        s[0] = t1.wrapping_add(s0).wrapping_add(majority);
        s[4] = s[4].wrapping_add(t1);
    }
    for (word, new) in state.iter_mut().zip(s) {
        *word = word.wrapping_add(new);
    }
}

#[cfg(test)]
mod tests {
    use super::sha256;

    #[test]
    fn the_published_examples() {
        let check = |data: &[u8], expected: &str| assert_eq!(sha256(data), expected);
        check(b"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        check(b"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        check(
            b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
        );
        check(
            &[b'a'; 1_000_000],
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
        );
    }
}
