namespace Dispatch.Planning.Formats;

/// <summary>Technician routing and scheduling in the text form of Pillac, Guéret and Medaglia (2013): skills, tools, spare parts, a depot to call at once.</summary>
public static class TrspFormat
{
    private const int FirstLists = 6;

    /// <summary>Whether a text looks like it.</summary>
    public static bool Matches(string text) => text.Contains("CREW COUNT", StringComparison.Ordinal);

    /// <summary>The problem: engineers and jobs by row number. What counts is working duration, from setting out to coming home; a minute of it costs a minor unit.</summary>
    /// <exception cref="FormatException">The text is not in the format; the message names the line.</exception>
    public static PlanProblem Read(string text)
    {
        var lines = new FormatLines(text);
        lines.SkipTo("CREW COUNT");
        var crew = (int)lines.Numbers(1)[0];
        lines.SkipTo("ID");
        var rows = new List<Row>();
        while (lines.More)
            rows.Add(Row.Read(lines));
        if (crew < 1 || rows.Count <= crew)
            throw lines.Fault($"a depot and {crew} technicians");
        return new([.. rows.Take(crew + 1).Skip(1).Select(Engineer)], [.. rows.Skip(crew + 1).Select((row, i) => Job(row, crew + 1 + i))])
        {
            Matrix = Plane.Matrix([.. rows.Select(row => (row.X, row.Y))]),
            Depot = new(Spot.At(0)) { Window = rows[0].Open },
            Prices = new() { TravelHour = 0, OvertimeHour = 0, WorkingHour = 60, SpareLevel = 0, Unserved = 10_000_000 },
        };
    }

    private static PlanEngineer Engineer(Row row, int index) => new($"{row.Id}", [row.Open], Spot.At(index + 1))
    {
        End = Spot.At(index + 1),
        Skills = [.. row.Skills.Select(skill => new Skill($"{skill}", 1))],
        Tools = [.. row.Tools.Select(tool => $"{tool}")],
        Stock = Parts(row),
    };

    private static PlanJob Job(Row row, int point) => new($"{row.Id}", Spot.At(point), row.Service)
    {
        Windows = [row.Open],
        Skills = [.. row.Skills.Select(skill => new Skill($"{skill}", 1))],
        Tools = [.. row.Tools.Select(tool => $"{tool}")],
        Parts = Parts(row),
    };

    private static IReadOnlyList<PartNeed> Parts(Row row) => [.. row.Parts.Index().Where(part => part.Item > 0).Select(part => new PartNeed($"{part.Index}", part.Item))];

    private sealed record Row(int Id, double X, double Y, Window Open, TimeSpan Service, int[] Skills, int[] Tools, int[] Parts)
    {
        public static Row Read(FormatLines lines)
        {
            var (line, lists) = (lines.Next(), new List<int[]>());
            var bracket = line.IndexOf('[');
            var words = (bracket < 0 ? line : line[..bracket]).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            for (; bracket >= 0 && lists.Count < 3; bracket = line.IndexOf('[', bracket + 1))
            {
                var end = line.IndexOf(']', bracket);
                if (end < 0)
                    throw lines.Fault("]");
                lists.Add([.. line[(bracket + 1)..end].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(word => (int)lines.Number(word))]);
            }
            if (words.Length < FirstLists || lists.Count < 3)
                throw lines.Fault("six numbers and three lists");
            var numbers = words.Select(lines.Number).ToArray();
            return new((int)numbers[0], numbers[1], numbers[2], Plane.Between(numbers[3], numbers[4]), Plane.For(numbers[5]), lists[0], lists[1], lists[2]);
        }
    }
}
