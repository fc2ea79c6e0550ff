using System.CommandLine;
using System.Globalization;
using System.Text;
using Dispatch.Tests.Shared;

namespace Dispatch.Bench;

/// <summary>What all benchmarks share: options, a folder of their own, and the form of a result.</summary>
internal static class Common
{
    public static readonly Option<string> Database = new("--database") { Description = "sqlite, postgres or both", DefaultValueFactory = _ => "both" };
    public static readonly Option<FileInfo?> Out = new("--out") { Description = "where the result is written as Markdown" };
    public static readonly Option<string?> Note = new("--note") { Description = "a remark for the head of the result, such as what else ran on the machine" };

    public static readonly Option<DirectoryInfo?> Folder = new("--folder") { Description = "where filled databases are kept and found again; a temporary one that is deleted by default" };
    public static readonly Option<bool> FillOnly = new("--fill-only") { Description = "fills the databases and measures nothing" };

    /// <summary>The databases asked for, <c>sqlite</c> before <c>postgres</c>.</summary>
    public static IReadOnlyList<string> Databases(ParseResult result) => Databases(result.GetValue(Database)!);

    /// <inheritdoc cref="Databases(ParseResult)" />
    public static IReadOnlyList<string> Databases(string asked) => asked is "both" ? ["sqlite", "postgres"] : [asked];

    /// <summary>A PostgreSQL, whose databases lie in the folder asked for; null for SQLite.</summary>
    public static PostgresServer? ServerFor(string database, ParseResult result) => database is not "postgres" ? null
        : new(durable: true, result.GetValue(Folder) is { } kept ? Path.Combine(kept.FullName, "postgres") : null);

    /// <summary>Runs a benchmark in the folder asked for, or else in a temporary one that is deleted afterwards.</summary>
    public static Task InFolder(ParseResult result, Func<string, Task> run) =>
        result.GetValue(Folder) is { } kept ? run(Directory.CreateDirectory(kept.FullName).FullName) : InFolder(run);

    /// <summary>Runs a benchmark in a temporary folder that is deleted afterwards.</summary>
    public static async Task InFolder(Func<string, Task> run)
    {
        var folder = Directory.CreateTempSubdirectory("dispatch-bench-");
        try
        {
            await run(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Prints a result and writes it where asked, with its remark below the title and the command that made it at the end.</summary>
    /// <param name="markdown">Title, empty line, text.</param>
    public static async Task Report(ParseResult result, string markdown)
    {
        var (title, text) = (markdown[..markdown.IndexOf('\n')], markdown[(markdown.IndexOf('\n') + 1)..].Trim());
        var report = new StringBuilder().AppendLine(title.Trim()).AppendLine();
        if (result.GetValue(Note) is { } note)
            report.AppendLine(CultureInfo.InvariantCulture, $"**{note}**").AppendLine();
        report.AppendLine(text).AppendLine().AppendLine(CultureInfo.InvariantCulture, $"Made by `dotnet run -c Release --project bench {EngineCommands.Build}-- {Arguments()}`.");
        Console.WriteLine(report);
        if (result.GetValue(Out) is not { } file)
            return;
        file.Directory!.Create();
        await File.WriteAllTextAsync(file.FullName, report.ToString());
    }

    /// <summary>The middle of what rounds gave.</summary>
    public static double Median<T>(this IEnumerable<T> rounds, Func<T, double> figure)
    {
        var sorted = rounds.Select(figure).Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static string Arguments()
    {
        var arguments = Environment.GetCommandLineArgs().Skip(1).ToList();
        if (arguments.IndexOf("--note") is >= 0 and var note)
            arguments.RemoveRange(note, Math.Min(2, arguments.Count - note));
        return string.Join(' ', arguments);
    }
}
