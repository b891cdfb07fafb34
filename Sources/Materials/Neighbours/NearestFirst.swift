/// Puts neighbours in the order of their distance, in time that grows with their number: they fill a sphere about evenly, so that shells of
/// equal volume hold a few each.
struct NearestFirst {
    private(set) var keys: [UInt64] = []
    /// Where each key stood before.
    private(set) var places: [Int] = []
    private var shells: [Int] = []
    private var ends: [Int] = []

    /// - Parameters:
    ///   - given: keys that ascend with the distance
    ///   - squares: Å² of each, up to `reach`²
    mutating func order(_ given: [UInt64], squares: [Double], reach: Double) {
        let count = given.count
        keys.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
        shells.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        keys.append(contentsOf: repeatElement(0, count: count))
        places.append(contentsOf: repeatElement(0, count: count))
        ends.append(contentsOf: repeatElement(0, count: count + 2))
        let scale = Double(count) / (reach * reach * reach)
        for square in squares {
            let shell = min(Int(square * square.squareRoot() * scale), count)
            shells.append(shell)
            ends[shell + 1] += 1
        }
        for shell in 0...count { ends[shell + 1] += ends[shell] }
        for (place, shell) in shells.enumerated() {
            keys[ends[shell]] = given[place]
            places[ends[shell]] = place
            ends[shell] += 1
        }
        // Only within shells there is anything to move. Equal keys keep their order.
        for index in keys.indices.dropFirst() {
            let (key, place) = (keys[index], places[index])
            var hole = index
            while hole > 0, keys[hole - 1] > key {
                keys[hole] = keys[hole - 1]
                places[hole] = places[hole - 1]
                hole -= 1
            }
            keys[hole] = key
            places[hole] = place
        }
    }
}
