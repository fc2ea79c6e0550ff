using System.CommandLine;
using System.Globalization;
using Dispatch.Planning.Formats;

namespace Dispatch.Bench.Dynamic;

/// <summary><c>bench -- trsp-dynamic</c>: technicians' days in which requests become known as they go, each judged as it was done.</summary>
internal static class DynamicCommand
{
    private static readonly DateTimeOffset Midnight = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static Command Make()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "folder of the instances: static, dynamic and best-known.csv", DefaultValueFactory = _ => new("../shared/data/planning/trsp") };
        var only = new Option<string?>("--only") { Description = "beginnings of the names of instances, separated by commas; all" };
        var shares = new Option<string>("--shares") { Description = "percent of requests that become known during the day", DefaultValueFactory = _ => "10,30,50,70,90" };
        var morning = new Option<double>("--morning") { Description = "seconds of search before the day starts", DefaultValueFactory = _ => 5 };
        var between = new Option<double>("--between") { Description = "seconds of search after each reveal", DefaultValueFactory = _ => 1 };
        var reaction = new Option<double>("--reaction") { Description = "milliseconds of search for a request that the plan as it is has no room for", DefaultValueFactory = _ => 50 };
        var command = new Command("trsp-dynamic", "Technicians' days in which requests become known as they go.") { data, only, shares, morning, between, reaction, Common.Out, Common.Note };
        command.SetAction(async (result, cancellation) =>
        {
            var folder = result.GetValue(data)!;
            if (!folder.Exists)
            {
                Console.Error.WriteLine($"There is no {folder.FullName}: name the folder of the instances with --data.");
                return 2;
            }
            var budgets = new DynamicBudgets(TimeSpan.FromSeconds(result.GetValue(morning)), TimeSpan.FromMilliseconds(result.GetValue(reaction)), TimeSpan.FromSeconds(result.GetValue(between)));
            var best = File.ReadLines(Path.Combine(folder.FullName, "best-known.csv")).Skip(1).Select(line => line.Split(',')).ToDictionary(words => words[0], words => double.Parse(words[1], CultureInfo.InvariantCulture));
            var days = new List<DynamicResult>();
            foreach (var name in best.Keys.Where(name => result.GetValue(only)?.Split(',').Any(each => name.StartsWith(each, StringComparison.Ordinal)) ?? true).Where(name => File.Exists(Path.Combine(folder.FullName, "static", $"{name}.txt"))))
            {
                foreach (var share in result.GetValue(shares)!.Split(',').Select(word => int.Parse(word, CultureInfo.InvariantCulture)))
                {
                    cancellation.ThrowIfCancellationRequested();
                    days.Add(Run(await File.ReadAllTextAsync(Path.Combine(folder.FullName, "static", $"{name}.txt"), cancellation), await File.ReadAllTextAsync(Path.Combine(folder.FullName, "dynamic", $"{name}_rd_{share}.txt"), cancellation), name, share, best[name], budgets));
                    Console.WriteLine(days[^1]);
                }
            }
            await Common.Report(result, DynamicReport.Of(days, budgets));
            return days.Any(day => day.Faults > 0) ? 1 : 0;
        });
        return command;
    }

    private static DynamicResult Run(string instance, string release, string name, int share, double best, DynamicBudgets budgets)
    {
        var known = release.Split('\n').SkipWhile(line => !line.StartsWith("ID", StringComparison.Ordinal)).Skip(1)
            .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Where(words => words.Length is 2)
            .ToDictionary(words => words[0], words => double.Parse(words[1], CultureInfo.InvariantCulture) is >= 0 and var minutes ? Midnight.AddMinutes(minutes) : (DateTimeOffset?)null);
        var day = new DynamicDay(TrspFormat.Read(instance), known, budgets).Play();
        var (faults, duration) = DynamicChecker.Judge(instance, release, day);
        foreach (var fault in faults)
            Console.WriteLine($"{name} {share}: {fault}");
        return new(name, share, day.Rejected.Count, duration, best, faults.Count, day.Reactions);
    }
}
