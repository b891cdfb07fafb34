import Materials
import Testing

struct SpaceGroupSettingTests {
    /// The 230 standard settings are the tables' own operations, which the Wyckoff table has from another source.
    @Test func hallSymbolsMakeTheOperationsOfTheTables() throws {
        for number in WyckoffTable.spaceGroups {
            let setting = try #require(SpaceGroupSetting.standard(number).first { $0.choice != "1" && $0.choice != "R" })
            let group = try #require(setting.group)
            let centring = WyckoffTable.standard.centring(number).translations
            #expect(group.operations.count == WyckoffTable.standard.operations(number).count * centring.count, "\(number)")
            let point = SIMD3(0.123, 0.217, 0.389)
            for text in WyckoffTable.standard.operations(number) {
                let bytes = Array(text.utf8)
                let operation = CoordinateTriplet(bytes.span, bytes.indices)
                let printed = try #require(operation).image(of: point)
                let isThere = group.operations.contains { operation in
                    let step = operation.image(of: point) - printed
                    let rest = step - step.rounded(.toNearestOrEven)
                    return (rest * rest).sum() < 1e-18
                }
                #expect(isThere, "\(number) \(text)")
            }
        }
    }

    /// spglib finds each of the 530 settings to be of its group, from the operations alone.
    @Test func everySettingIsOfItsGroup() throws {
        let cell = try #require(Lattice(lengths: [5.3, 6.7, 8.1], angles: [82, 97, 108]))
        for setting in SpaceGroupSetting.all {
            let group = try #require(setting.group, "\(setting.hallSymbol)")
            #expect(group.isSpaceGroup([setting.number], cell), "\(setting.hallSymbol)")
            #expect(!group.isSpaceGroup([setting.number % 230 + 1], cell), "\(setting.hallSymbol)")
        }
    }

    /// Other tables write the same groups with other glides or origins.
    @Test(arguments: [
        ("-C 2ac 2", "-C 2bc 2"), ("P 31 2 (0 0 4)", "P 31 2c (0 0 1)"), ("-P_2ybc", "-P 2ybc"), ("A 2 -2b", "A 2 -2c"), ("-R 3 2\"", "-R 3 -2\""),
        ("F 4 2 3 -1", "-F 4 2 3"), ("-P 2yab (0 0 0)", "-P 2yab"),
    ])
    func spellingsOfHallSymbols(one: String, other: String) throws {
        let first = OperationGroup(try #require(HallSymbol(one)))
        #expect(first.isSame(as: OperationGroup(try #require(HallSymbol(other)))))
        #expect(!first.isSame(as: OperationGroup(try #require(HallSymbol("P 1")))))
    }

    @Test(arguments: ["", "Q 2", "P 5", "P 2q", "-", "P 4 (0 0)", "P 2 (0 0 1", "P 2xy", "P 3x 3y 4z 2d"])
    func noHallSymbols(text: String) {
        #expect(HallSymbol(text) == nil)
    }

    /// A name, the Hall symbols of the settings that it leaves open.
    @Test(arguments: [
        ("F m -3 m", ["-F 4 2 3"]), ("Fm3m", ["-F 4 2 3"]), ("F 4/m -3 2/m", ["-F 4 2 3"]), ("FM-3M", ["-F 4 2 3"]),
        ("P2(1)/c", ["-P 2ybc", "-P 2xac"]), ("P 1 21/c 1", ["-P 2ybc"]), ("P 1 2_1/n 1", ["-P 2yn"]), ("P 21/n", ["-P 2yn", "-P 2n", "-P 2xn"]),
        ("B 2/b", ["-B 2b", "-B 2xb"]), ("Cmca", ["-C 2bc 2"]), ("C m c e", ["-C 2bc 2"]), ("C m m b", ["-C 2b 2b"]), ("P b n m", ["-P 2c 2ab"]),
        ("F d -3 m", ["F 4d 2 3 -1d", "-F 4vw 2vw 3"]), ("F d -3 m :2", ["-F 4vw 2vw 3"]), ("Fd-3m:1", ["F 4d 2 3 -1d"]), ("F d 3 m S", ["F 4d 2 3 -1d"]),
        ("F d -3 m Z", ["-F 4vw 2vw 3"]), ("R -3 m", ["-R 3 2\"", "-P 3* 2"]), ("R-3m:H", ["-R 3 2\""]), ("R -3 m R", ["-P 3* 2"]), ("R3H", ["R 3"]),
        ("P 3 2 1", ["P 3 2\""]), ("P 32", ["P 32"]), ("R 3 2 :r", ["P 3* 2"]), ("P 63/m m c", ["-P 6c 2c"]), ("P_6_3/m_m_c", ["-P 6c 2c"]),
        ("P n n n :2", ["-P 2ab 2bc"]), ("C c c b :1", ["C 2 2 -1bc"]), ("C 4/m m m", []), ("nonsense", []), ("P 1", ["P 1"]), ("P-1", ["-P 1"]),
    ])
    func names(name: String, symbols: [String]) {
        #expect(Set(SpaceGroupName(name).settings.map(\.hallSymbol)) == Set(symbols))
    }

    /// No name is that of two groups, so that a name and a number can be compared.
    @Test func namesAreOfOneGroup() {
        for setting in SpaceGroupSetting.all {
            #expect(Set(SpaceGroupName(setting.fullName).settings.map(\.number)) == [setting.number], "\(setting.fullName)")
            #expect(Set(SpaceGroupName(WyckoffTable.standard.symbol(setting.number)).settings.map(\.number)) == [setting.number], "\(setting.number)")
        }
    }
}
