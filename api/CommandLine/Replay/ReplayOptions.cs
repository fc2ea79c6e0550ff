using System.CommandLine;
using System.Globalization;
using Dispatch.Api.CommandLine.Import;

namespace Dispatch.Api.CommandLine.Replay;

/// <summary>What the operator wants replayed, and how.</summary>
/// <param name="Map">Mapping; null finds it by the file.</param>
/// <param name="Speed">Seconds that pass on the replay's clock in one of the machine's.</param>
/// <param name="Limit">Tickets at most.</param>
/// <param name="Gather">Weeks that become one.</param>
/// <param name="ExitAfter">How long work goes on after the last ticket, on the replay's clock, before the command ends; null stays until stopped.</param>
/// <param name="Anew">Whether an earlier replay's database is removed first.</param>
public sealed record ReplayOrder(string File, string? Map, double Speed, int Limit, int Gather, string Urls, TimeSpan? ExitAfter, bool Anew);

/// <summary>The options of <c>replay</c>. Numbers are read here, so that a wrong one is refused in the operator's language.</summary>
internal sealed class ReplayOptions
{
    private const string DefaultUrls = "http://localhost:8080";
    private const double Fastest = 3_600;
    private const int MostTickets = 10_000_000;
    private const int MostWeeks = 1_000;
    private const int MostHours = 1_000;

    private readonly Argument<string> file = new("file") { Description = "CSV file | CSV 文件" };

    private readonly Option<string?> map = new("--map")
    {
        Description = $"JSON file, or one of: | JSON 文件，或自带映射：{string.Join(", ", Mappings.Shipped)}; found by the file when left out | 不写则按文件识别",
    };

    private readonly Option<string?> speed = Text("--speed", "600", "seconds on the replay's clock in one real second, 1 to 3600 | 倍速，1 到 3600");
    private readonly Option<string?> limit = new("--limit") { Description = "tickets at most, from the first on | 最多多少个工单" };
    private readonly Option<string?> gather = Text("--gather", "1", "weeks that come in during one, for thin samples | 把多少周叠成一周，用于稀疏的样本");
    private readonly Option<string?> urls = Text("--urls", DefaultUrls, "addresses to listen on | 监听地址");
    private readonly Option<string?> then = Text("--then", "stay", "stay: the service goes on until stopped; exit: ends after the last ticket | stay 继续运行；exit 结束");
    private readonly Option<string?> runOn = Text("--run-on", "0", "with --then exit: hours on the replay's clock that work goes on | 配合 --then exit：再运行多少小时（回放时钟）");
    private readonly Option<bool> anew = new("--anew") { Description = "remove the database of an earlier replay first | 先删除上次回放的数据库" };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(file);
        foreach (var option in new Option[] { map, speed, limit, gather, urls, then, runOn, anew })
            command.Add(option);
    }

    /// <summary>Reads them.</summary>
    /// <exception cref="OperatorException">One has a value that is not allowed.</exception>
    public ReplayOrder Read(ParseResult parsed)
    {
        var hours = Number(parsed, runOn, 0, MostHours);
        return new(
            parsed.GetRequiredValue(file), parsed.GetValue(map), Number(parsed, speed, 1, Fastest),
            parsed.GetValue(limit) is null ? int.MaxValue : (int)Number(parsed, limit, 1, MostTickets, whole: true),
            (int)Number(parsed, gather, 1, MostWeeks, whole: true), parsed.GetValue(urls)!,
            parsed.GetValue(then) switch
            {
                "stay" => null,
                "exit" => TimeSpan.FromHours(hours),
                _ => throw new OperatorException(new("--then 应为 stay 或 exit。", "--then is stay or exit.")),
            },
            parsed.GetValue(anew));
    }

    private static double Number(ParseResult parsed, Option<string?> option, double least, double most, bool whole = false) =>
        double.TryParse(parsed.GetValue(option), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && value >= least && value <= most && (!whole || value == Math.Floor(value))
            ? value
            : throw new OperatorException(new(
                $"{option.Name} 应为 {least:N0} 到 {most:N0} 之间的{(whole ? "整数" : "数")}。", $"{option.Name} is a {(whole ? "whole number" : "number")} from {least:N0} to {most:N0}."));

    private static Option<string?> Text(string name, string fallback, string help) => new(name) { DefaultValueFactory = _ => fallback, Description = $"{help}; {fallback}" };
}
