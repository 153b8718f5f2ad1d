//! Recognising a visitor without storing an address: keyed hashes under a salt that is used for one day.
//!
//! The salt itself is never stored. It is derived from two halves: a secret, which is kept outside the store (or only in memory),
//! and a nonce, which is kept in the store and overwritten at midnight. Both are needed to compute a visitor's hash. Once the
//! nonce is deleted, the address behind a hash cannot be found any more, even with the secret.

use crate::day::VietnamDay;
use crate::sibling::sibling;
use crate::visitor::Visitor;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use trangxa_messages::SystemReason;
use trangxa_messages::counter as say;

/// The half of the salt that is the same every day.
#[derive(Clone)]
pub struct Secret([u8; 32]);

/// The half of the salt that is new every day.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Nonce(pub [u8; 32]);

/// The key under which the visitors of one day are hashed.
#[derive(Clone)]
pub struct Salt(Hmac<Sha256>);

/// The hash of a visitor to a site on one day. With 64 bits, the chance that any two of a million visitors share a hash is 1 in
/// 37 million.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct VisitorKey(pub u64);

/// Why no secret or nonce can be had.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// The file cannot be read or written.
    #[error("{}", say::SecretUnusable { file: path.display(), reason: SystemReason(error) })]
    Io {
        /// The file.
        path: PathBuf,
        /// The error of the operating system.
        error: io::Error,
    },
    /// The file is too short to be a secret.
    #[error("{}", say::SecretShort { file: path.display(), bytes: *found })]
    Short {
        /// The file.
        path: PathBuf,
        /// Its length in bytes.
        found: usize,
    },
    /// The operating system gives no random numbers.
    #[error("{}", say::NoRandomNumbers { reason: &.0 })]
    Random(getrandom::Error),
}

fn random() -> Result<[u8; 32], SecretError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(SecretError::Random)?;
    Ok(bytes)
}

impl Secret {
    /// A secret that exists only while the program runs. After a restart, earlier visitors are not recognised.
    ///
    /// # Errors
    /// If the operating system gives no random numbers.
    pub fn ephemeral() -> Result<Self, SecretError> {
        Ok(Self(random()?))
    }

    /// Reads the secret from a file of at least 32 bytes. If the file does not exist, it is created with 32 random bytes, readable
    /// only by its owner.
    ///
    /// # Errors
    /// If the file cannot be read or created, or is too short.
    pub fn from_file(path: &Path) -> Result<Self, SecretError> {
        let fail = |error| SecretError::Io { path: path.to_owned(), error };
        match fs::read(path) {
            Ok(bytes) if bytes.len() < 32 => Err(SecretError::Short { path: path.to_owned(), found: bytes.len() }),
            Ok(bytes) => Ok(Self::from_bytes(&bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let bytes = random()?;
                // The secret is written under another name first: an incomplete secret would prevent every later start.
                let part = sibling(path, ".part");
                // An attempt that was killed may have left this file.
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

    /// Derives 32 bytes from a secret of any length.
    fn from_bytes(bytes: &[u8]) -> Self {
        Self(finish(mac(b"trangxa-counter secret").chain_update(bytes)))
    }
}

impl Nonce {
    /// A new random nonce.
    ///
    /// # Errors
    /// If the operating system gives no random numbers.
    pub fn new() -> Result<Self, SecretError> {
        Ok(Self(random()?))
    }
}

impl Salt {
    /// The salt of `day`, derived from both halves.
    #[must_use]
    pub fn new(secret: &Secret, nonce: &Nonce, day: VietnamDay) -> Self {
        let salt = finish(mac(&secret.0).chain_update(nonce.0).chain_update(day.number().to_be_bytes()));
        Self(mac(&salt))
    }

    /// The hash of a visitor to the site with this id.
    #[must_use]
    pub fn key(&self, site: &str, visitor: &Visitor) -> VisitorKey {
        // The input is unambiguous: a site's id contains no NUL byte, and the network has a fixed length.
        let mac = self.0.clone().chain_update(site).chain_update([0]).chain_update(visitor.network);
        VisitorKey(first_8(mac.chain_update(&visitor.agent)))
    }

    /// The hash of a page's path, stored as the page that a visitor opened last.
    #[must_use]
    pub fn page(&self, path: &str) -> u64 {
        first_8(self.0.clone().chain_update(b"\0page").chain_update(path))
    }

    /// A check value, stored next to the nonce. It shows whether stored hashes were made under this salt, without revealing the
    /// salt.
    #[must_use]
    pub fn check(&self) -> u64 {
        first_8(self.0.clone().chain_update(b"\0check"))
    }
}

fn mac(key: &[u8]) -> Hmac<Sha256> {
    // HMAC accepts keys of any length, but the signature returns a `Result`.
    <Hmac<Sha256> as KeyInit>::new_from_slice(key).unwrap_or_else(|_| unreachable!("HMAC accepts a key of any length"))
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

    const DAY: VietnamDay = VietnamDay::from_number(20_000);

    fn salt(secret: u8, nonce: u8, day: VietnamDay) -> Salt {
        Salt::new(&Secret([secret; 32]), &Nonce([nonce; 32]), day)
    }

    fn visitor(address: &str, agent: &str) -> Visitor {
        Visitor::new(address.parse().unwrap(), agent)
    }

    #[test]
    fn a_key_depends_on_site_address_and_user_agent() {
        let key = |site, address, agent| salt(1, 2, DAY).key(site, &visitor(address, agent));
        let known = key("a.example", "203.0.113.7", "Firefox");
        assert_eq!(known, key("a.example", "203.0.113.7", "Firefox"));
        assert_ne!(known, key("b.example", "203.0.113.7", "Firefox"));
        assert_ne!(known, key("a.example", "203.0.113.8", "Firefox"));
        assert_ne!(known, key("a.example", "203.0.113.7", "Chrome"));
    }

    #[test]
    fn a_key_depends_on_secret_nonce_and_day() {
        let key = |salt: Salt| salt.key("a.example", &visitor("203.0.113.7", "Firefox"));
        let known = key(salt(1, 2, DAY));
        for other in [salt(9, 2, DAY), salt(1, 9, DAY), salt(1, 2, DAY.plus(1))] {
            assert_ne!(known, key(other.clone()));
            assert_ne!(salt(1, 2, DAY).check(), other.check());
        }
    }

    #[test]
    fn a_secret_file_is_created_once_and_readable_only_by_its_owner() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        // Left by an attempt that was killed.
        fs::write(sibling(&path, ".part"), "half").unwrap();
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
