using Dispatch.Silo.Journal;

namespace Dispatch.Api.CommandLine.Diagnosis;

internal static class MoveCheck
{
    public static Check Check { get; } = new(new("迁移", "Move"), Look);

    private static async Task<IReadOnlyList<Finding>> Look(Patient patient, CancellationToken cancellationToken)
    {
        var onPostgres = patient.Options.OnPostgres;
        // An older schema has no table for it; another check tells of that.
        if (await patient.Ask<int>("select coalesce(max(number), 0) from migration") < Migrations.Of(onPostgres ? "Postgres" : "Sqlite")[^1].Number)
            return [];
        var arriving = onPostgres ? await patient.Ask<string?>("select max(place) from move where completed_at is null") : null;
        var gone = onPostgres ? null : await patient.Ask<string?>("select max(place) from move where completed_at is not null");
        if (arriving is not null)
            return [Finding.Fault($"数据正从 {arriving} 迁入，尚未完成。", $"The data of {arriving} is moving in and has not wholly arrived.", "请停止那边的服务，再次运行 migrate。", "Stop the service there and run migrate again.")];
        return gone is null ? [] : [Finding.Hint($"数据已迁移到 {gone}。", $"The data has moved to {gone}.", "请在那里启动服务。", "Start the service there.")];
    }
}
