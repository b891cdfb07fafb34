import Glibc
import Synchronization

/// Lets the program end with a message where a mapped file is no longer what was mapped.
///
/// A file that is cut short while it is mapped, or whose disk or server fails, raises SIGBUS at whatever touches its pages. One that is written
/// over raises nothing, but its numbers are then places and counts of nothing, and whoever uses them is ended by a check of its own, or by
/// the processor. The handler finds the file, by the address or by its having changed, writes one line and ends the program as after any other
/// fault of input and output. What does not end the program at once is found by whoever asks ``MappedFile/checkUnchanged(_:)``.
struct MappingGuard: ~Copyable {
    private let slot: Int?

    /// Watches over a mapping; without a message where more files are mapped than there are places.
    ///
    /// - Parameters:
    ///   - file: what is mapped, open for as long as this value lives
    ///   - state: of it when it was mapped
    init(_ start: UnsafeRawPointer, _ file: CInt, _ state: FileState, path: String) {
        slot = MappedRanges.shared.add(
            UInt(bitPattern: start), file, state,
            message: "covey: \(path): the file was cut short, written over or could not be read while it was mapped; put it back and run again\n")
    }

    /// Takes the file for unchanged as it is now.
    func note(_ state: FileState) { if let slot { MappedRanges.shared.note(state, in: slot) } }

    deinit { if let slot { MappedRanges.shared.remove(slot) } }
}

/// The mappings that there are. Atomic, because the handler reads them at any moment and may neither wait nor allocate.
private final class MappedRanges: Sendable {
    static let shared = MappedRanges()

    private struct Slot: ~Copyable, Sendable {
        /// First address; 0: free, 1: being filled.
        let start = Atomic<UInt>(0)
        let end = Atomic<UInt>(0)
        let file = Atomic<CInt>(0)
        /// As it was when it was mapped.
        let seconds = Atomic<Int>(0)
        let nanoseconds = Atomic<Int>(0)
        /// Address of the line to write.
        let message = Atomic<UInt>(0)
    }

    private let slots = InlineArray<64, Slot> { _ in Slot() }

    /// How a program ends that computes with numbers which are none: at a page that is not there, a check, or a heap that is no more.
    private static let faults = [SIGBUS, SIGILL, SIGTRAP, SIGSEGV, SIGABRT]
    /// Who was asked before, one for each of them.
    private let others: [sigaction]

    private init() {
        var action = sigaction()
        // On the stack that is kept for it where there is one: the other may be what overflowed.
        action.sa_flags = SA_SIGINFO | SA_ONSTACK
        action.__sigaction_handler.sa_sigaction = { number, information, _ in
            // A positive code: raised by an access, and not sent by somebody.
            if number == SIGBUS, let information, information.pointee.si_code > 0 {
                MappedRanges.shared.end(at: UInt(bitPattern: information.pointee._sifields._sigfault.si_addr))
            }
            MappedRanges.shared.endWhereChanged()
            // None of ours: what would have happened without this handler, as soon as it returns.
            MappedRanges.shared.leave(number)
        }
        others = Self.faults.map { number in
            var other = sigaction()
            sigaction(number, &action, &other)
            return other
        }
    }

    private func leave(_ number: CInt) {
        if let place = Self.faults.firstIndex(of: number) {
            var other = others[place]
            sigaction(number, &other, nil)
        }
        raise(number)
    }

    func add(_ start: UInt, _ file: CInt, _ state: FileState, message: String) -> Int? {
        for index in slots.indices
        where slots[index].start.compareExchange(expected: 0, desired: 1, ordering: .acquiring).exchanged {
            slots[index].end.store(start + UInt(state.byteCount), ordering: .relaxed)
            slots[index].file.store(file, ordering: .relaxed)
            note(state, in: index)
            slots[index].message.store(UInt(bitPattern: strdup(message)), ordering: .relaxed)
            slots[index].start.store(start, ordering: .releasing)
            return index
        }
        return nil
    }

    func note(_ state: FileState, in index: Int) {
        slots[index].seconds.store(state.seconds, ordering: .relaxed)
        slots[index].nanoseconds.store(state.nanoseconds, ordering: .relaxed)
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
            if start > 1, address >= start, address < slots[index].end.load(ordering: .relaxed) { end(with: index) }
        }
    }

    /// Ends the program if somebody has written to a mapped file.
    private func endWhereChanged() {
        for index in slots.indices where slots[index].start.load(ordering: .acquiring) > 1 {
            var now = stat()
            guard fstat(slots[index].file.load(ordering: .relaxed), &now) == 0 else { continue }
            let (seconds, nanoseconds) = (slots[index].seconds.load(ordering: .relaxed), slots[index].nanoseconds.load(ordering: .relaxed))
            if now.st_mtim.tv_sec != seconds || now.st_mtim.tv_nsec != nanoseconds { end(with: index) }
        }
    }

    private func end(with index: Int) {
        let message = UnsafePointer<CChar>(bitPattern: slots[index].message.load(ordering: .relaxed))
        if let message { _ = write(STDERR_FILENO, message, strlen(message)) }
        // EX_IOERR of sysexits.h; nothing else may run any more.
        _exit(74)
    }
}
