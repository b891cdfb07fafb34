import Ensembles
import Testing

@Suite struct MemberQueueTests {
    @Test func whoNeedsMostGoesFirst() {
        var queue = MemberQueue(remaining: [5, 0, 20, 5, 20])
        #expect((0..<5).map { _ in queue.next() } == [.member(2), .member(4), .member(0), .member(3), .member(1)])
        #expect(queue.next() == .nothingLeft && queue.next() == .nothingLeft)
        #expect(!queue.isStopping)
    }

    @Test func nobodyBeginsInARunThatStops() {
        var queue = MemberQueue(remaining: [1, 1])
        #expect(queue.next() == .member(0))
        queue.stop()
        #expect(queue.isStopping && queue.next() == .stop)
        // Nor is a run that stops taken for one that is through.
        var empty = MemberQueue(remaining: [])
        empty.stop()
        #expect(empty.next() == .stop)
    }

    @Test(arguments: [Assignment.member(0), .member(1), .member(1 << 40), .nothingLeft, .stop])
    func assignmentsTravelAsNumbers(assignment: Assignment) {
        #expect(Assignment(number: assignment.number) == assignment)
    }
}
