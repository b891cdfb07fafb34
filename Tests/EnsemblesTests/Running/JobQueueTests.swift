import Ensembles
import Testing

@Suite struct JobQueueTests {
    @Test func whoNeedsMostGoesFirst() {
        var queue = JobQueue(costs: [5, 0, 20, 5, 20])
        #expect((0..<5).map { _ in queue.next() } == [.job(2), .job(4), .job(0), .job(3), .job(1)])
        #expect(queue.next() == .nothingLeft && queue.next() == .nothingLeft)
        #expect(!queue.isStopping)
    }

    @Test func nobodyBeginsInARunThatStops() {
        var queue = JobQueue(costs: [1, 1])
        #expect(queue.next() == .job(0))
        queue.stop()
        #expect(queue.isStopping && queue.next() == .stop)
        // Nor is a run that stops taken for one that is through.
        var empty = JobQueue(costs: [])
        empty.stop()
        #expect(empty.next() == .stop)
    }

    @Test(arguments: [Assignment.job(0), .job(1), .job(1 << 40), .nothingLeft, .stop])
    func assignmentsTravelAsNumbers(assignment: Assignment) {
        #expect(Assignment(number: assignment.number) == assignment)
    }
}
