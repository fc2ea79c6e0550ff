using System.Data.Common;
using Dapper;
using Dispatch.Api.Hosting;
using Dispatch.Silo.Consistency;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Dispatch.Api.CommandLine.Diagnosis;

/// <summary>A database under examination: read, never written.</summary>
public sealed class Patient : IAsyncDisposable
{
    private readonly DbConnection connection;

    private Patient(DbConnection connection, DispatchOptions options, DateTimeOffset now)
    {
        this.connection = connection;
        (Options, Now) = (options, now);
    }

    /// <summary>Settings of the service that uses it.</summary>
    public DispatchOptions Options { get; }

    /// <summary>This machine's clock.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>What has changed more recently may still be on its way.</summary>
    public DateTimeOffset Settled => Now.AddMinutes(-1);

    /// <summary>Opens a database for reading.</summary>
    /// <exception cref="OperatorException">It is not there or does not answer.</exception>
    public static async Task<Patient> Open(DispatchOptions options, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!options.OnPostgres && !File.Exists(options.Data))
            throw new OperatorException(new($"没有数据库 {options.Data}。请用 --data 指明，或启动服务来建立它。", $"There is no database {options.Data}. Name it with --data, or start the service to create it."));
        DbConnection connection = options.OnPostgres
            ? new NpgsqlConnection(new NpgsqlConnectionStringBuilder(options.Data) { Pooling = false, CommandTimeout = 0 }.ToString())
            : new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = options.Data, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        try
        {
            await connection.OpenAsync(cancellationToken);
            await connection.ExecuteAsync(options.OnPostgres ? "set default_transaction_read_only = on" : "pragma query_only = 1");
            return new(connection, options, now);
        }
        catch (DbException failure)
        {
            await connection.DisposeAsync();
            throw new OperatorException(new($"数据库没有应答：{failure.Message}。请检查地址、权限以及数据库是否在运行。", $"The database does not answer: {failure.Message}. Check address, rights, and whether it runs."));
        }
    }

    /// <summary>Makes a check. One that the database does not answer is a finding itself and spoils no other.</summary>
    public async Task<IReadOnlyList<Finding>> Examine(Check check, CancellationToken cancellationToken)
    {
        try
        {
            return await check.Look(this, cancellationToken);
        }
        catch (DbException failure)
        {
            return [Finding.Fault($"无法检查：{failure.Message}", $"Could not be examined: {failure.Message}", "这是 Dispatch 的数据库吗？请检查 --data。", "Is this a database of Dispatch? Check --data.")];
        }
    }

    /// <summary>Puts the checks of the journal to the database, as of one instant.</summary>
    public Task Examine(IReadOnlyList<Silo.Consistency.Check> checks, Action<long> seen, CancellationToken cancellationToken) =>
        Examination.Run(connection, checks, seen, cancellationToken);

    /// <summary>One value.</summary>
    public async Task<T> Ask<T>(string sql, object? arguments = null) => (await connection.ExecuteScalarAsync<T>(sql, arguments))!;

    /// <summary>Rows.</summary>
    public async Task<IReadOnlyList<T>> List<T>(string sql, object? arguments = null) => [.. await connection.QueryAsync<T>(sql, arguments)];

    /// <inheritdoc />
    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
