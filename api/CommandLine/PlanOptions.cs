using System.CommandLine;
using Dispatch.Api.Plans;

namespace Dispatch.Api.CommandLine;

/// <summary>The options of <c>plan solve</c>.</summary>
internal sealed class PlanOptions
{
    private const int MostThreads = 64;

    public readonly Argument<string> File = new("file") { Description = "the problem: Dispatch's JSON, Solomon or TRSP text | 问题文件" };
    public readonly Option<long?> Iterations = new("--iterations") { Description = "rounds of ruin and recreate; the same seed then gives the same plan | 迭代轮数" };
    public readonly Option<double?> Seconds = new("--seconds") { Description = "real time; 10 when nothing is said | 求解秒数，默认 10" };
    public readonly Option<int> Seed = new("--seed") { Description = "seed of chance | 随机种子", DefaultValueFactory = _ => 1 };
    public readonly Option<int> Threads = new("--threads") { Description = "searches at once, each with a seed of its own | 并行线程数", DefaultValueFactory = _ => 1 };
    public readonly Option<string> Format = new("--format") { Description = "auto, dispatch, solomon or trsp | 文件格式", DefaultValueFactory = _ => "auto" };
    public readonly Option<bool> FewEngineers = new("--few-engineers") { Description = "Solomon: few vehicles first, then distance | 先求车辆最少，再求路程最短" };
    public readonly Option<string?> Osrm = new("--osrm") { Description = "address of an OSRM routing service that says how long ways take | OSRM 路网服务地址" };
    public readonly Option<FileInfo?> Out = new("--out") { Description = "where the plan is written; standard output | 输出文件，默认标准输出" };
    public readonly Option<string?> Language = new("--language") { Description = "zh or en; else that of the environment | 语言，默认取自环境" };

    public void AddTo(Command command)
    {
        Format.AcceptOnlyFromAmong(PlanFile.Formats);
        Iterations.Validators.Add(given => Refuse(given, given.GetValueOrDefault<long?>() is < 0));
        Seconds.Validators.Add(given => Refuse(given, given.GetValueOrDefault<double?>() is { } seconds && !(seconds is >= 0 and <= 86_400)));
        Threads.Validators.Add(given => Refuse(given, given.GetValueOrDefault<int>() is < 1 or > MostThreads));
        Osrm.Validators.Add(given => Refuse(given, given.GetValueOrDefault<string?>() is { } address && OsrmTable.AddressOf(address) is null));
        command.Add(File);
        foreach (var option in new Option[] { Iterations, Seconds, Seed, Threads, Format, FewEngineers, Osrm, Out, Language })
            command.Add(option);
    }

    private static void Refuse(System.CommandLine.Parsing.OptionResult given, bool outside)
    {
        if (outside)
            given.AddError($"{given.Option.Name}: out of range | 超出范围");
    }
}
