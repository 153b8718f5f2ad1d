//! Who is the same visitor, without knowing who: keyed hashes under a salt that lives for one day.
//!
//! The salt is never written down. It is made of two halves: a secret, which lies outside the store (or only in memory), and a
//! nonce, which lies in the store and is overwritten at midnight. Neither is of use without the other; once the nonce is gone,
//! nobody can tell any more which address was behind a hash, whoever holds the secret.

use crate::beside::beside;
use crate::day::Day;
use crate::visitor::Visitor;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The half of every salt that does not change.
#[derive(Clone)]
pub struct Secret([u8; 32]);

/// The half of a salt that is made new each day.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Nonce(pub [u8; 32]);

/// What the visitors of one day are hashed under.
#[derive(Clone)]
pub struct Salt(Hmac<Sha256>);

/// A visitor of a site on a day. 64 bits: among a million visitors, two share one with a chance of 1 in 37 million.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct VisitorKey(pub u64);

/// Why there is no secret.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// It cannot be read or written.
    #[error("secret file {}: {error}", path.display())]
    Io {
        /// Where it lies.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// It is too short to keep anything secret.
    #[error("secret file {}: {found} bytes; at least 32 random ones are needed, as `openssl rand 32` writes them", path.display())]
    Short {
        /// Where it lies.
        path: PathBuf,
        /// How long it is.
        found: usize,
    },
    /// The system has no random numbers.
    #[error("no random numbers from the system: {0}")]
    Random(getrandom::Error),
}

fn random() -> Result<[u8; 32], SecretError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(SecretError::Random)?;
    Ok(bytes)
}

impl Secret {
    /// A secret for as long as the program runs: nobody who visited before a restart is known after it.
    pub fn passing() -> Result<Self, SecretError> {
        Ok(Self(random()?))
    }

    /// The secret in a file. A file that is not there is made, readable by its owner alone.
    pub fn from_file(path: &Path) -> Result<Self, SecretError> {
        let fail = |error| SecretError::Io { path: path.to_owned(), error };
        match fs::read(path) {
            Ok(bytes) if bytes.len() < 32 => Err(SecretError::Short { path: path.to_owned(), found: bytes.len() }),
            Ok(bytes) => Ok(Self::from_bytes(&bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let bytes = random()?;
                // Under its name there is never half a secret, with which no program would start again.
                let part = beside(path, ".part");
                // What an attempt that was killed left behind.
                let _ = fs::remove_file(&part);
                let mut options = fs::OpenOptions::new();
                options.write(true).create_new(true);
                #[cfg(unix)]
                std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
                let mut file = options.open(&part).map_err(fail)?;
                file.write_all(&bytes).and_then(|()| file.sync_all()).map_err(fail)?;
                fs::rename(&part, path).map_err(fail)?;
                Ok(Self::from_bytes(&bytes))
            }
            Err(error) => Err(fail(error)),
        }
    }

    /// Whatever length a secret has, 32 bytes of it are made.
    fn from_bytes(bytes: &[u8]) -> Self {
        Self(finish(mac(b"trangxa-counter secret").chain_update(bytes)))
    }
}

impl Nonce {
    /// A new one.
    pub fn new() -> Result<Self, SecretError> {
        Ok(Self(random()?))
    }
}

impl Salt {
    /// The salt of a day.
    pub fn new(secret: &Secret, nonce: &Nonce, day: Day) -> Self {
        let salt = finish(mac(&secret.0).chain_update(nonce.0).chain_update(day.number().to_be_bytes()));
        Self(mac(&salt))
    }

    /// The hash of a visitor to a site.
    pub fn key(&self, site: &str, visitor: &Visitor) -> VisitorKey {
        // A site's id holds no NUL and an address has a fixed length: no two visitors are spelled alike.
        let mac = self.0.clone().chain_update(site).chain_update([0]).chain_update(visitor.network);
        VisitorKey(first_8(mac.chain_update(&visitor.agent)))
    }

    /// The hash of a page's path: where a visitor was last.
    pub fn page(&self, path: &str) -> u64 {
        first_8(self.0.clone().chain_update(b"\0page").chain_update(path))
    }

    /// Tells whether a store's hashes were made under this salt, and nothing about it.
    pub fn check(&self) -> u64 {
        first_8(self.0.clone().chain_update(b"\0check"))
    }
}

fn mac(key: &[u8]) -> Hmac<Sha256> {
    // HMAC takes keys of any length; the type only cannot say so.
    <Hmac<Sha256> as KeyInit>::new_from_slice(key).unwrap_or_else(|_| unreachable!("HMAC takes any key"))
}

fn finish(mac: Hmac<Sha256>) -> [u8; 32] {
    mac.finalize().into_bytes().into()
}

fn first_8(mac: Hmac<Sha256>) -> u64 {
    let [a, b, c, d, e, f, g, h, ..] = finish(mac);
    u64::from_be_bytes([a, b, c, d, e, f, g, h])
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Day = Day::from_number(20_000);

    fn salt(secret: u8, nonce: u8, day: Day) -> Salt {
        Salt::new(&Secret([secret; 32]), &Nonce([nonce; 32]), day)
    }

    fn visitor(address: &str, agent: &str) -> Visitor {
        Visitor::new(address.parse().unwrap(), agent)
    }

    #[test]
    fn a_key_depends_on_everything_that_makes_a_visitor() {
        let key = |site, address, agent| salt(1, 2, DAY).key(site, &visitor(address, agent));
        let known = key("a.example", "203.0.113.7", "Firefox");
        assert_eq!(known, key("a.example", "203.0.113.7", "Firefox"));
        assert_ne!(known, key("b.example", "203.0.113.7", "Firefox"));
        assert_ne!(known, key("a.example", "203.0.113.8", "Firefox"));
        assert_ne!(known, key("a.example", "203.0.113.7", "Chrome"));
    }

    #[test]
    fn both_halves_and_the_day_are_needed_to_find_a_visitor_again() {
        let key = |salt: Salt| salt.key("a.example", &visitor("203.0.113.7", "Firefox"));
        let known = key(salt(1, 2, DAY));
        for other in [salt(9, 2, DAY), salt(1, 9, DAY), salt(1, 2, DAY.plus(1))] {
            assert_ne!(known, key(other.clone()));
            assert_ne!(salt(1, 2, DAY).check(), other.check());
        }
    }

    #[test]
    fn a_secret_file_is_made_once_and_kept_from_others() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        // An attempt that was killed.
        fs::write(beside(&path, ".part"), "half").unwrap();
        let made = Secret::from_file(&path).unwrap();
        assert_eq!(made.0, Secret::from_file(&path).unwrap().0);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        fs::write(&path, "mật khẩu").unwrap();
        let error = Secret::from_file(&path).err().unwrap().to_string();
        assert!(error.contains("12 bytes; at least 32"), "{error}");
    }
}
