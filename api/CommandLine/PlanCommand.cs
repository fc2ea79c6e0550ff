using System.CommandLine;
using System.Text.Json;
using Dispatch.Api.Plans;
using Dispatch.Api.Problems;
using Dispatch.Planning;
using Dispatch.Planning.Solving;
using Microsoft.Extensions.Logging.Abstractions;
using Spectre.Console;

namespace Dispatch.Api.CommandLine;

/// <summary><c>plan solve FILE</c>: makes a plan of a problem in a file. It needs no service and no database.</summary>
public static class PlanCommand
{
    private const double UsualSeconds = 10;

    /// <summary>The command.</summary>
    public static Command Create() => new("plan", "makes plans from files | 由文件生成排程") { Solve() };

    private static Command Solve()
    {
        var options = new PlanOptions();
        var solve = new Command("solve", "makes a plan and writes it as JSON; exit code 1 when jobs are left out | 求解并以 JSON 输出；有任务未安排时退出码为 1");
        options.AddTo(solve);
        solve.SetAction((parsed, cancellationToken) => Operator.Run(parsed.GetValue(options.Language), person => Run(person, options, parsed, cancellationToken)));
        return solve;
    }

    private static async Task<int> Run(Operator person, PlanOptions options, ParseResult parsed, CancellationToken cancellationToken)
    {
        var problem = PlanFile.Read(parsed.GetRequiredValue(options.File), parsed.GetRequiredValue(options.Format), parsed.GetValue(options.FewEngineers));
        var compiled = Sound(InstanceBuilder.Build(problem));
        if (parsed.GetValue(options.Osrm) is { } osrm)
            compiled = Sound(InstanceBuilder.Build(Sound(await Measure(problem, osrm, cancellationToken))));
        var (iterations, seconds) = (parsed.GetValue(options.Iterations), parsed.GetValue(options.Seconds));
        var limit = new SearchLimit(iterations, seconds is null && iterations is not null ? null : TimeSpan.FromSeconds(seconds ?? UsualSeconds));
        var order = new SearchOrder(parsed.GetValue(options.Seed), parsed.GetValue(options.Threads), limit);
        var plan = await Search(person, compiled, order, cancellationToken);
        await Write(parsed.GetValue(options.Out), plan, cancellationToken);
        Report(person, plan);
        return plan.Unserved.Count is 0 ? 0 : 1;
    }

    private static T Sound<T>(Checked<T> read) where T : class =>
        read.Value ?? throw new OperatorException(new(FaultText("zh", read.Rejections), FaultText("en", read.Rejections)));

    private static async Task<Checked<PlanProblem>> Measure(PlanProblem problem, string osrm, CancellationToken cancellationToken)
    {
        try
        {
            return await new RoadTravel(new(OsrmTable.AddressOf(osrm)!, OsrmTable.Patience), NullLogger<RoadTravel>.Instance).Measure(problem, cancellationToken);
        }
        catch (TravelUnavailableException fault)
        {
            throw new OperatorException(new($"{osrm} 没有给出路程时间：{fault.Message}", $"{osrm} did not say how long the ways take. {fault.Message}"));
        }
    }

    // Standard output is for the plan.
    private static Task<SolvedPlan> Search(Operator person, Instance instance, SearchOrder order, CancellationToken cancellationToken) => AnsiConsole
        .Create(new() { Out = new AnsiConsoleOutput(Console.Error) }).Progress()
        .AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
        .StartAsync(progress =>
        {
            var bar = progress.AddTask(person.Text("求解", "Search"), maxValue: 1);
            return ParallelSearch.Run(instance, order, TimeProvider.System, so =>
            {
                bar.Value = so.Done;
                bar.Description = Markup.Escape(person.Text($"成本 {so.Cost:N0}", $"cost {so.Cost:N0}"));
            }, cancellationToken);
        });

    private static async Task Write(FileInfo? file, SolvedPlan plan, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.Serialize(plan, Indented);
        if (file is null)
            await Console.Out.WriteLineAsync(json);
        else
            await File.WriteAllTextAsync(file.FullName, json + "\n", cancellationToken);
    }

    private static void Report(Operator person, SolvedPlan plan)
    {
        var writer = Console.Error;
        writer.WriteLine(person.Text(
            $"{plan.Routes.Count} 位工程师，{plan.Routes.Sum(route => route.Visits.Count)} 次上门，成本 {plan.Costs.Total:N2}，{Operator.Number(plan.Search.Iterations)} 轮，{plan.Search.Seconds:0.0} 秒",
            $"{plan.Routes.Count} engineers, {plan.Routes.Sum(route => route.Visits.Count)} stops, cost {plan.Costs.Total:N2}, {Operator.Number(plan.Search.Iterations)} rounds, {plan.Search.Seconds:0.0} s"));
        foreach (var left in plan.Unserved)
            writer.WriteLine(person.Text($"未安排 {left.Job}：", $"left out {left.Job}: ") + ProblemCatalogue.Find(left.Reason.Value).Title(person.Language));
    }

    private static string FaultText(string language, IReadOnlyList<Rejection> faults) => string.Join(
        '\n', faults.Select(fault => $"{fault.Path}: {ProblemCatalogue.Find(fault.Code.Value).Detail(language, Problem.Of(fault))}"));

    private static readonly JsonSerializerOptions Indented = new(DispatchJson.Stored) { WriteIndented = true };
}
