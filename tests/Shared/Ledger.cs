using System.Data.Common;
using Dapper;
using Dispatch.Silo.Consistency;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Dispatch.Tests.Shared;

/// <summary>The database as it is on disk, read past the service.</summary>
/// <param name="data">Path of the SQLite file, or a PostgreSQL connection string.</param>
public sealed class Ledger(string data)
{
    /// <summary>Whether the data is in PostgreSQL.</summary>
    public bool OnPostgres { get; } = data.Contains("Host=", StringComparison.Ordinal);

    /// <summary>Any query.</summary>
    public async Task<IReadOnlyList<T>> Query<T>(string sql)
    {
        await using var connection = await Connect();
        return [.. await connection.QueryAsync<T>(sql)];
    }

    /// <summary>Everything that contradicts the journal or itself.</summary>
    /// <param name="now">What the service's clock shows.</param>
    public async Task<IReadOnlyList<Finding>> Examine(DateTimeOffset now)
    {
        await using var connection = await Connect();
        return await Examination.Run(connection, now);
    }

    /// <summary>Examines again and again until nothing is found, or until findings that should pass have not passed in time.</summary>
    /// <param name="time">The service's clock.</param>
    public async Task<IReadOnlyList<Finding>> ExamineUntilSettled(TimeSpan patience, TimeProvider time)
    {
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        var until = time.GetUtcNow() + patience;
        while (true)
        {
            var findings = await Examine(time.GetUtcNow());
            if (findings.Count is 0 || findings.Any(finding => !finding.Passing) || time.GetUtcNow() > until)
                return findings;
            await pulse.WaitForNextTickAsync();
        }
    }

    private async Task<DbConnection> Connect()
    {
        // A pool would hand out connections that a restart of the database has ended.
        DbConnection connection = OnPostgres ? new NpgsqlConnection($"{data};Pooling=false") : new SqliteConnection($"Data Source={data};Pooling=False;Default Timeout=30");
        await connection.OpenAsync();
        return connection;
    }
}
