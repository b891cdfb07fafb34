import Ensembles
import Reports

extension RunDirectory {
    /// Links from the page of one target to those of the others.
    func otherPages(than target: String, among targets: [String]) -> [Report.Link] {
        targets.filter { $0 != target }.map { name in
            let folder = report(of: name, among: targets).split(separator: "/").last.map(String.init) ?? ""
            return Report.Link(text: name, path: "../\(folder)/index.html")
        }
    }
}
