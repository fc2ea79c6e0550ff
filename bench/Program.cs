using System.CommandLine;
using Dispatch.Bench;

var database = new Option<string>("--database") { Description = "sqlite, postgres or both", DefaultValueFactory = _ => "both" };
var tickets = new Option<int>("--tickets") { Description = "tickets in each round", DefaultValueFactory = _ => 20_000 };
var rounds = new Option<int>("--rounds") { Description = "rounds of baseline and journal in turn; medians count", DefaultValueFactory = _ => 3 };
var stored = new Option<int>("--stored") { Description = "tickets stored before growth is measured; 0 leaves it out", DefaultValueFactory = _ => 0 };
var output = new Option<FileInfo?>("--out") { Description = "where the result is written as Markdown" };

var note = new Option<string?>("--note") { Description = "a remark for the head of the result, such as what else ran on the machine" };

var journal = new Command("journal", "The journal beside its frozen baseline.") { database, tickets, rounds, stored, output, note };
journal.SetAction(async result =>
{
    var folder = Directory.CreateTempSubdirectory("dispatch-bench-");
    try
    {
        var figures = new List<JournalFigures>();
        string[] databases = result.GetValue(database) is "both" ? ["sqlite", "postgres"] : [result.GetValue(database)!];
        foreach (var one in databases)
            figures.Add(await JournalBench.Run(new(
                one, result.GetValue(tickets), result.GetValue(rounds), result.GetValue(stored), folder.FullName)));
        var report = JournalReport.Write(figures, result.GetValue(tickets), result.GetValue(rounds), Environment.CommandLine, result.GetValue(note));
        Console.WriteLine(report);
        if (result.GetValue(output) is not { } file)
            return;
        file.Directory!.Create();
        await File.WriteAllTextAsync(file.FullName, report);
    }
    finally
    {
        folder.Delete(recursive: true);
    }
});

return await new RootCommand("Benchmarks of Dispatch.") { journal }.Parse(args).InvokeAsync();
