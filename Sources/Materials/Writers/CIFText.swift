import Glibc

extension Structure {
    /// The structure as the text of a CIF file with one block, all atoms listed (P 1).
    ///
    /// - Parameters:
    ///   - program: that the first line names
    ///   - digits: behind the decimal point
    public func cifText(name: String, program: String = "covey sandbox", digits: Int = 8) -> String {
        func length(_ vector: SIMD3<Double>) -> Double { (vector * vector).sum().squareRoot() }
        func angle(_ first: SIMD3<Double>, _ second: SIMD3<Double>) -> Double {
            acos((first * second).sum() / (length(first) * length(second))) * 180 / .pi
        }
        var text = """
            # made by \(program)
            data_\(name)
            _symmetry_space_group_name_H-M   'P 1'
            _cell_length_a   \(length(lattice.a).fixed(digits))
            _cell_length_b   \(length(lattice.b).fixed(digits))
            _cell_length_c   \(length(lattice.c).fixed(digits))
            _cell_angle_alpha   \(angle(lattice.b, lattice.c).fixed(digits))
            _cell_angle_beta   \(angle(lattice.a, lattice.c).fixed(digits))
            _cell_angle_gamma   \(angle(lattice.a, lattice.b).fixed(digits))
            _symmetry_Int_Tables_number   1
            _cell_volume   \(lattice.volume.fixed(digits))
            loop_
             _symmetry_equiv_pos_site_id
             _symmetry_equiv_pos_as_xyz
              1  'x, y, z'
            loop_
             _atom_site_type_symbol
             _atom_site_label
             _atom_site_symmetry_multiplicity
             _atom_site_fract_x
             _atom_site_fract_y
             _atom_site_fract_z
             _atom_site_occupancy

            """
        for (number, site) in sites.enumerated() {
            let position = (0..<3).map { site.position[$0].fixed(digits) }.joined(separator: "  ")
            text += "  \(site.element)  \(site.element)\(number)  1  \(position)  1\n"
        }
        return text
    }
}

extension Double {
    /// Decimal text with this many digits after the point, the same wherever it runs.
    package func fixed(_ digits: Int) -> String {
        var scale = 1
        for _ in 0..<digits { scale *= 10 }
        let whole = (magnitude * Double(scale)).rounded()
        guard whole < 1e18 else { return "\(self)" }
        let units = Int(whole)
        let fraction = String(units % scale)
        let sign = self < 0 && units > 0 ? "-" : ""
        return sign + String(units / scale) + "." + String(repeating: "0", count: digits - fraction.count) + fraction
    }
}
