/// A member's number as names have it: "003", so that they sort, and "1000" where there are so many.
public func digits(ofMember member: Int) -> String {
    let digits = String(member)
    return String(repeating: "0", count: max(3 - digits.count, 0)) + digits
}
