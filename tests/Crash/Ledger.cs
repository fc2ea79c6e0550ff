using System.Data.Common;
using Dapper;
using Dispatch.Silo.Consistency;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Dispatch.Tests.Crash;

/// <summary>The database as it is on disk, read past the service.</summary>
internal sealed class Ledger(string data)
{
    /// <summary>Whether the data is in PostgreSQL.</summary>
    public bool OnPostgres { get; } = data.Contains("Host=", StringComparison.Ordinal);

    /// <summary>All tickets of the crash test: external reference and id.</summary>
    public Task<IReadOnlyList<(string Reference, string Id)>> Tickets() =>
        Query<(string, string)>($"select external_ref, id from ticket_row where channel = '{TicketSpec.Channel}'");

    /// <summary>Idempotency keys that clients sent, external references excluded, and the entity that holds each.</summary>
    public Task<IReadOnlyList<(string Key, string Entity)>> Keys() => Query<(string, string)>(
        "select key, entity_id from idempotency_key where key like 'crash-%' and scope not like 'channel:%'");

    /// <summary>Any query.</summary>
    public async Task<IReadOnlyList<T>> Query<T>(string sql)
    {
        await using var connection = await Connect();
        return [.. await connection.QueryAsync<T>(sql)];
    }

    /// <summary>Everything that contradicts the journal or itself.</summary>
    public async Task<IReadOnlyList<Finding>> Examine()
    {
        await using var connection = await Connect();
        return await Examination.Run(connection, DateTimeOffset.UtcNow);
    }

    /// <summary>Examines again and again until nothing is found, or until findings that should pass have not passed in time.</summary>
    public async Task<IReadOnlyList<Finding>> ExamineUntilSettled(TimeSpan patience)
    {
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        var until = DateTimeOffset.UtcNow + patience;
        while (true)
        {
            var findings = await Examine();
            if (findings.Count is 0 || findings.Any(finding => !finding.Passing) || DateTimeOffset.UtcNow > until)
                return findings;
            await pulse.WaitForNextTickAsync();
        }
    }

    private async Task<DbConnection> Connect()
    {
        DbConnection connection = OnPostgres ? new NpgsqlConnection(data) : new SqliteConnection($"Data Source={data};Pooling=False;Default Timeout=30");
        await connection.OpenAsync();
        return connection;
    }
}
