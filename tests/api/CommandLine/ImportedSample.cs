using Dispatch.Api.CommandLine;
using Dispatch.Tests.Shared;

namespace Dispatch.Tests.Api.CommandLine;

/// <summary>Databases that hold Baltimore's sample, made once: tests copy them.</summary>
internal static class ImportedSample
{
    private static readonly Lazy<Task<string>> SqliteFile = new(() => Import(Path.Combine(Directory.CreateTempSubdirectory("dispatch-sample-").FullName, "sample.db")));
    private static readonly Lazy<Task<string>> PostgresDatabase = new(() => Import(PostgresServer.Shared.CreateDatabase()));

    /// <summary>Path of a database that nobody has open.</summary>
    public static Task<string> Sqlite => SqliteFile.Value;

    /// <summary>Connection string of a database to which nobody is connected.</summary>
    public static Task<string> Postgres => PostgresDatabase.Value;

    /// <summary>A file of the samples.</summary>
    public static string File(string mapping) => Path.Combine(AppContext.BaseDirectory, "CommandLine", "Samples", $"{mapping}.csv");

    private static async Task<string> Import(string data)
    {
        Assert.Equal(0, await DispatchCommands.Run(["import", File("baltimore-311"), "--map", "baltimore-311", "--data", data]));
        Npgsql.NpgsqlConnection.ClearAllPools();
        return data;
    }
}
