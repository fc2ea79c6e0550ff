using System.Globalization;
using System.Text;

namespace Dispatch.Bench;

/// <summary>The result of the growth benchmark as Markdown.</summary>
internal static class GrowthReport
{
    public static string Write(IReadOnlyList<GrowthFigures> figures, int rounds)
    {
        var (first, text) = (figures[0], new StringBuilder());
        text.AppendLine(CultureInfo.InvariantCulture, $"# Cost per ticket with {first.Few:N0} and with {first.Many:N0} tickets stored").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"{first.Tickets:N0} tickets a round into either database in turn, medians of {rounds} rounds; {Environment.ProcessorCount} processors, load generator on the same.")
            .AppendLine("Microseconds per ticket, search index included: taken in (until somebody has it), worked off (until it is closed).").AppendLine();
        text.AppendLine("| database | part | few stored | many stored | ratio |");
        text.AppendLine("|---|---|---|---|---|");
        foreach (var line in figures)
        {
            Line(line.Database, "taken in", line.WithFew.Intake, line.WithMany.Intake);
            Line(line.Database, "worked off", line.WithFew.Work, line.WithMany.Work);
            Line(line.Database, "whole life", line.WithFew.Whole, line.WithMany.Whole);
        }
        return text.ToString();

        void Line(string database, string part, double few, double many) =>
            text.AppendLine(CultureInfo.InvariantCulture, $"| {database} | {part} | {few:N0} | {many:N0} | {many / few:F2} |");
    }
}
