using System.CommandLine;
using Dispatch.Api.Hosting;
using Dispatch.Silo.Hosting;
using Dispatch.Silo.Journal;

namespace Dispatch.Api.CommandLine;

/// <summary>The options that commands share: where the data is, and in which language to speak.</summary>
public sealed class DataOptions
{
    private readonly Option<string?> data = new("--data")
    {
        Description = "path of the SQLite file, or a PostgreSQL connection string (Host=…) | SQLite 文件路径，或 PostgreSQL 连接串",
    };

    private readonly Option<string?> files = new("--files") { Description = "folder of uploaded files; beside the data | 上传文件目录，默认在数据旁边" };

    private readonly Option<string?> keys = new("--keys") { Description = "folder of the keys that sign sessions; beside the data | 会话签名密钥目录，默认在数据旁边" };

    private readonly Option<string?> language = new("--language") { Description = "zh or en; else that of the environment | 语言，默认取自环境" };

    /// <summary>Adds them to a command.</summary>
    public DataOptions(Command command)
    {
        foreach (var option in new Option[] { data, files, keys, language })
            command.Add(option);
    }

    /// <summary>The settings that the service would run with.</summary>
    /// <param name="ownData">Where a command has its data when the operator names no place; null for where the service has it.</param>
    /// <exception cref="OperatorException">One cannot be read.</exception>
    public DispatchOptions Settings(ParseResult parsed, string? ownData = null, params IEnumerable<KeyValuePair<string, string?>> more)
    {
        var given = new List<KeyValuePair<string, string?>>
        {
            new("data", parsed.GetValue(data) ?? ownData), new("files", parsed.GetValue(files)), new("keys", parsed.GetValue(keys)),
        };
        try
        {
            return DispatchOptions.From(new ConfigurationBuilder().AddInMemoryCollection(given.Concat(more).Where(pair => pair.Value is not null)).Build());
        }
        catch (FormatException fault)
        {
            throw new OperatorException(new(fault.Message, fault.Message));
        }
    }

    /// <inheritdoc cref="Operator.Run" />
    public Task<int> Run(ParseResult parsed, Func<Operator, Task<int>> work) => Operator.Run(parsed.GetValue(language), work);
}

/// <summary>Databases as commands reach them.</summary>
internal static class Databases
{
    /// <summary>How the journal is told where a database is.</summary>
    public static JournalOptions JournalOf(DispatchOptions options)
    {
        if (options.OnPostgres)
            return new(options.Data);
        Directory.CreateDirectory(Path.GetDirectoryName(options.Data)!);
        return new($"Data Source={options.Data}");
    }

    /// <summary>Refuses a SQLite file that is not there, before anything creates it.</summary>
    /// <exception cref="OperatorException">It is not.</exception>
    public static void RefuseMissing(DispatchOptions options)
    {
        if (!options.OnPostgres && !File.Exists(options.Data))
            throw new OperatorException(new($"没有数据库 {options.Data}。请用 --data 指明。", $"There is no database {options.Data}. Name it with --data."));
    }

    /// <summary>Name of a database for people, without passwords.</summary>
    public static string NameOf(DispatchOptions options) => options.OnPostgres ? "PostgreSQL" : options.Data;
}
