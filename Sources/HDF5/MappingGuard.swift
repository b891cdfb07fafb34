import Glibc
import Synchronization

/// Lets the program end with a message where a mapped file can no longer be read.
///
/// A file that is cut short while it is mapped, or whose disk or server fails, raises SIGBUS at whatever touches its pages. The handler finds
/// the file by the address, writes one line and ends the program as after any other fault of input and output.
struct MappingGuard: ~Copyable {
    private let slot: Int?

    /// Watches over a mapping; without a message where more files are mapped than there are places.
    init(_ start: UnsafeRawPointer, count: Int, path: String) {
        slot = MappedRanges.shared.add(
            UInt(bitPattern: start)..<UInt(bitPattern: start) + UInt(count),
            message: "covey: \(path): the file was cut short or could not be read while it was mapped; put it back and run again\n")
    }

    deinit { if let slot { MappedRanges.shared.remove(slot) } }
}

/// The mappings that there are. Atomic, because the handler reads them at any moment and may neither wait nor allocate.
private final class MappedRanges: Sendable {
    static let shared = MappedRanges()

    private struct Slot: ~Copyable, Sendable {
        /// First address; 0: free, 1: being filled.
        let start = Atomic<UInt>(0)
        let end = Atomic<UInt>(0)
        /// Address of the line to write.
        let message = Atomic<UInt>(0)
    }

    private let slots = InlineArray<64, Slot> { _ in Slot() }

    private init() {
        var action = sigaction()
        action.sa_flags = SA_SIGINFO
        action.__sigaction_handler.sa_sigaction = { _, information, _ in
            // A positive code: raised by an access, and not sent by somebody.
            if let information, information.pointee.si_code > 0 {
                MappedRanges.shared.end(at: UInt(bitPattern: information.pointee._sifields._sigfault.si_addr))
            }
            // None of ours: what would have happened without this handler, as soon as it returns.
            signal(SIGBUS, SIG_DFL)
            raise(SIGBUS)
        }
        sigaction(SIGBUS, &action, nil)
    }

    func add(_ range: Range<UInt>, message: String) -> Int? {
        for index in slots.indices
        where slots[index].start.compareExchange(expected: 0, desired: 1, ordering: .acquiring).exchanged {
            slots[index].end.store(range.upperBound, ordering: .relaxed)
            slots[index].message.store(UInt(bitPattern: strdup(message)), ordering: .relaxed)
            slots[index].start.store(range.lowerBound, ordering: .releasing)
            return index
        }
        return nil
    }

    func remove(_ index: Int) {
        slots[index].start.store(1, ordering: .relaxed)
        free(UnsafeMutableRawPointer(bitPattern: slots[index].message.exchange(0, ordering: .relaxed)))
        slots[index].start.store(0, ordering: .releasing)
    }

    /// Ends the program if the address lies in a mapped file.
    private func end(at address: UInt) {
        for index in slots.indices {
            let start = slots[index].start.load(ordering: .acquiring)
            guard start > 1, address >= start, address < slots[index].end.load(ordering: .relaxed) else { continue }
            let message = UnsafePointer<CChar>(bitPattern: slots[index].message.load(ordering: .relaxed))
            if let message { _ = write(STDERR_FILENO, message, strlen(message)) }
            // EX_IOERR of sysexits.h; nothing else may run any more.
            _exit(74)
        }
    }
}
