using System.Diagnostics;
using System.Globalization;
using Dispatch.Tests.Shared;
using Npgsql;

namespace Dispatch.Bench;

/// <summary>PostgreSQL's own <c>pgbench</c>: one single-row insert per commit, 32 clients. What intake would do without group commit.</summary>
internal static class PgBench
{
    private const int Clients = 32;
    private const int Seconds = 10;

    /// <summary>Transactions per second.</summary>
    public static double Run(PostgresServer server, string folder)
    {
        var database = server.CreateDatabase();
        using (var source = NpgsqlDataSource.Create(database))
        using (var table = source.CreateCommand("create table single (id bigserial primary key, body text not null)"))
            table.ExecuteNonQuery();
        var script = Path.Combine(folder, "single.sql");
        File.WriteAllText(script, "insert into single (body) values (repeat('x', 400));\n");
        var start = new ProcessStartInfo(
            PostgresServer.Program("pgbench"),
            ["-n", "-h", "127.0.0.1", "-p", $"{server.Port}", "-U", "postgres", "-c", $"{Clients}", "-T", $"{Seconds}", "-M", "prepared",
                "-f", script, new NpgsqlConnectionStringBuilder(database).Database!])
        {
            RedirectStandardOutput = true,
        };
        using var run = Process.Start(start)!;
        var output = run.StandardOutput.ReadToEnd();
        run.WaitForExit();
        var line = output.Split('\n').Single(text => text.StartsWith("tps = ", StringComparison.Ordinal));
        return double.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture);
    }
}
