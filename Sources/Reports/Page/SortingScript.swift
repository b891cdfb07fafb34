/// What lets readers put the rows of a table in the order of a column.
///
/// The one script that a page may have, and only where it has such a table: sorting by any column needs one, and a page without it would send
/// people to a spreadsheet to find the widest interval. It is a few lines in the page itself, fetches nothing, and the page is whole without it:
/// the heads of columns become buttons when it runs.
enum SortingScript {
    /// By which a page with such a table is known.
    static let mark = "<table class=\"sortable\">"

    static let element = """
        <script>
        for (const table of document.querySelectorAll('table.sortable')) {
          const body = table.tBodies[0], heads = [...table.tHead.rows[0].cells], first = [...body.rows];
          const number = cell => parseFloat(cell.textContent.replace(/\\u2212/g, '-').replace(/,/g, ''));
          heads.forEach((head, place) => {
            const button = document.createElement('button');
            button.append(...head.childNodes); head.append(button);
            button.onclick = () => {
              const sign = head.getAttribute('aria-sort') === 'ascending' ? -1 : 1, isNumber = head.classList.contains('number');
              heads.forEach(other => other.removeAttribute('aria-sort'));
              head.setAttribute('aria-sort', sign > 0 ? 'ascending' : 'descending');
              body.append(...[...first].sort((a, b) => {
                const one = a.cells[place], other = b.cells[place];
                if (!isNumber) return sign * one.textContent.localeCompare(other.textContent, 'en', { numeric: true });
                const x = number(one), y = number(other);
                return isNaN(x) || isNaN(y) ? isNaN(x) - isNaN(y) : sign * (x - y);
              }));
            };
          });
        }
        </script>
        """
}
