using Dispatch.Silo.Journal;

namespace Dispatch.Api.CommandLine.Diagnosis;

internal static class SchemaCheck
{
    public static Check Check { get; } = new(new("数据库结构", "Schema"), Look);

    private static async Task<IReadOnlyList<Finding>> Look(Patient patient, CancellationToken cancellationToken)
    {
        var newest = Migrations.Of(patient.Options.OnPostgres ? "Postgres" : "Sqlite")[^1].Number;
        var applied = await patient.Ask<int>("select coalesce(max(number), 0) from migration");
        if (applied > newest)
            return [Finding.Fault($"数据库结构是第 {applied} 版，本程序只认识到 {newest}。", $"The schema is at {applied}, this program knows {newest}.", "请换用更新的程序。", "Use the newer program.")];
        if (applied < newest)
            return [Finding.Hint($"数据库结构是第 {applied} 版，本程序为 {newest}。", $"The schema is at {applied}, this program brings {newest}.", "启动服务即自动升级；请先备份。", "Starting the service migrates it; take a backup first.")];
        return [];
    }
}
