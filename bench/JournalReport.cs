using System.Globalization;
using System.Text;

namespace Dispatch.Bench;

/// <summary>The result of the journal's benchmark as Markdown.</summary>
internal static class JournalReport
{
    public static string Write(IReadOnlyList<JournalFigures> figures, int tickets, int rounds)
    {
        var text = new StringBuilder();
        text.AppendLine("# Journal beside its baseline").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"{tickets:N0} tickets a round, medians of {rounds} rounds, baseline and journal in turn; {Environment.ProcessorCount} processors, load generator on the same; tickets per second.")
            .AppendLine();
        text.AppendLine("| database | baseline, batches of 100 | journal, batches of up to 100 | journal, batches of up to 256 |");
        text.AppendLine("|---|---|---|---|");
        foreach (var line in figures)
            text.AppendLine(line.Line);
        foreach (var line in figures.Where(line => line.PgBench is not null))
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture,
                $"Beside it, `pgbench` with one single-row insert per commit at 32 clients: {line.PgBench:N0} commits per second.");
        if (figures.Any(line => line.Stored > 0))
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture,
                $"Journal, tickets per second with few and with {figures.Max(line => line.Stored):N0} tickets stored; cost per ticket compared:").AppendLine();
            text.AppendLine("| database | 10,000 stored | many stored | cost ratio |");
            text.AppendLine("|---|---|---|---|");
            foreach (var line in figures.Where(line => line.Stored > 0))
                text.AppendLine(line.GrowthLine);
        }
        return text.ToString();
    }
}
