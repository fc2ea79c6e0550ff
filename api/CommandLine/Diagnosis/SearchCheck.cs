namespace Dispatch.Api.CommandLine.Diagnosis;

internal static class SearchCheck
{
    public static Check Check { get; } = new(new("搜索索引", "Search index"), Look);

    private static async Task<IReadOnlyList<Finding>> Look(Patient patient, CancellationToken cancellationToken)
    {
        var head = await patient.Ask<long>("select coalesce(max(seq), 0) from event");
        var indexed = await patient.Ask<long?>("select seq from feed_position where reader = 'search'") ?? 0;
        // Events that change nothing searchable may pass without the position being written.
        var behind = await patient.Ask<long>(
            "select count(distinct entity_id) from event where seq > @indexed and entity_id like 'ticket/%' and at < @until",
            new { indexed, until = patient.Settled.ToUnixTimeMilliseconds() });
        if (indexed > head)
            return [Finding.Fault($"搜索索引在 {indexed}，超过日志头 {head}。", $"The search index stands at {indexed}, beyond the journal's head {head}.", "数据库与索引不属同一时刻。请从备份恢复。", "Database and index are not of one instant. Restore a backup.")];
        return behind is 0 ? [] :
        [
            Finding.Hint(
                $"{behind} 张工单的变化可能还搜不到（索引 {indexed}，日志 {head}）。", $"Changes of {behind} tickets may not be found yet (index {indexed}, journal {head}).",
                "服务运行时会在数秒内补上。", "A running service makes up for it within seconds."),
        ];
    }
}
