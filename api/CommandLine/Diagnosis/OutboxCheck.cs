using Dispatch.Grains;

namespace Dispatch.Api.CommandLine.Diagnosis;

internal static class OutboxCheck
{
    public static Check Check { get; } = new(new("待发消息", "Messages to send"), Look);

    private static async Task<IReadOnlyList<Finding>> Look(Patient patient, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        var channel = await patient.Ask<string?>("select min(channel) from outbox where channel <> @known", new { known = Notice.Channel });
        if (channel is not null)
        {
            var lost = await patient.Ask<long>("select count(*) from outbox where channel = @channel", new { channel });
            findings.Add(Finding.Fault(
                $"{lost} 条消息发往渠道“{channel}”，本版本没有这个渠道。", $"{lost} messages are for the channel \"{channel}\", which this version does not have.",
                "消息会一直保留。请运行带有该渠道的版本。", "They are kept. Run a version that has the channel."));
        }
        var stuck = await patient.Ask<long>(
            "select count(*) from outbox where channel = @known and attempts > 0", new { known = Notice.Channel });
        if (stuck > 0)
            findings.Add(Finding.Hint(
                $"{stuck} 条通知尚未送达，将再次尝试。", $"{stuck} notices have not arrived yet and will be tried again.",
                "通知需要有人能登录：组长、代理人、上级或管理员，且其组织范围包含该工单。", "Somebody must be able to sign in whose scope holds the ticket: lead, stand-in, manager or administrator."));
        return findings;
    }
}
