//! A limit for the memory of the pictures that are unpacked at the same time.

use std::sync::{Condvar, Mutex, PoisonError};

/// The memory for pictures on all cores together, in bytes: the largest picture that is read, or eight of a phone.
const ROOM: u64 = 700_000_000;

/// The room for unpacked pictures.
pub(super) struct Memory {
    free: Mutex<u64>,
    freed: Condvar,
}

impl Memory {
    pub(super) fn new() -> Self {
        Self { free: Mutex::new(ROOM), freed: Condvar::new() }
    }

    /// Waits until there is room for so many bytes, and takes it.
    pub(super) fn take(&self, bytes: u64) -> Room<'_> {
        let taken = bytes.min(ROOM);
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let mut free = self.freed.wait_while(free, |free| *free < taken).unwrap_or_else(PoisonError::into_inner);
        *free -= taken;
        Room { memory: self, taken }
    }
}

/// Memory that is taken until this is dropped.
pub(super) struct Room<'a> {
    memory: &'a Memory,
    taken: u64,
}

impl Drop for Room<'_> {
    fn drop(&mut self) {
        *self.memory.free.lock().unwrap_or_else(PoisonError::into_inner) += self.taken;
        self.memory.freed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, Ordering};

    #[test]
    fn no_more_than_the_room_is_taken_and_the_largest_picture_gets_its_turn() {
        let (memory, taken, most) = (Memory::new(), AtomicU64::new(0), AtomicU64::new(0));
        std::thread::scope(|scope| {
            for i in 0..40 {
                let (memory, taken, most) = (&memory, &taken, &most);
                scope.spawn(move || {
                    let bytes = if i == 20 { ROOM * 2 } else { ROOM / 3 };
                    let _room = memory.take(bytes);
                    most.fetch_max(
                        taken.fetch_add(bytes.min(ROOM), Ordering::SeqCst) + bytes.min(ROOM),
                        Ordering::SeqCst,
                    );
                    std::thread::yield_now();
                    taken.fetch_sub(bytes.min(ROOM), Ordering::SeqCst);
                });
            }
        });
        assert_eq!(*memory.free.lock().unwrap(), ROOM);
        assert!((ROOM..=ROOM).contains(&most.into_inner()));
    }
}
