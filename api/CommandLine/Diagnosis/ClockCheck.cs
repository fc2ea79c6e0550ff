namespace Dispatch.Api.CommandLine.Diagnosis;

internal static class ClockCheck
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    public static Check Check { get; } = new(new("时钟", "Clock"), Look);

    private static async Task<IReadOnlyList<Finding>> Look(Patient patient, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        var newest = await patient.Ask<long?>("select max(at) from (select at from event order by seq desc limit 1000) recent");
        if (newest is { } at && DateTimeOffset.FromUnixTimeMilliseconds(at) - patient.Now is var ahead && ahead > Tolerance)
            findings.Add(Finding.Hint(
                $"有事件在本机时钟之后 {ahead.TotalSeconds:0} 秒。", $"There are events {ahead.TotalSeconds:0} s ahead of this machine's clock.",
                "请用 NTP 校准写入日志的机器和本机。回放数据库走加速时钟，属正常。", "Set the clocks of this machine and of those that write by NTP. In a replay's database it is as it should be."));
        if (patient.Options.OnPostgres)
        {
            var theirs = DateTimeOffset.FromUnixTimeMilliseconds(await patient.Ask<long>("select (extract(epoch from clock_timestamp()) * 1000)::bigint"));
            if ((theirs - DateTimeOffset.UtcNow).Duration() is var skew && skew > Tolerance)
                findings.Add(Finding.Hint(
                    $"数据库服务器的时钟与本机相差 {skew.TotalSeconds:0} 秒。", $"The database server's clock differs from this machine's by {skew.TotalSeconds:0} s.",
                    "请用 NTP 校准两台机器。", "Set both by NTP."));
        }
        return findings;
    }
}
