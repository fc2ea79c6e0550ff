using Dispatch.Api.CommandLine;

namespace Dispatch.Api.Hosting;

/// <summary>A SQLite file is served by one process: a second one would run the same grains beside the first.</summary>
/// <remarks>The system takes the lock away from a process that dies, however it dies. Commands that only read, and the import, do not need it; the move does.</remarks>
public sealed class DataLock : IDisposable
{
    private readonly FileStream? held;

    /// <summary>Takes the lock of the data that these options name; PostgreSQL needs none here.</summary>
    /// <exception cref="OperatorException">Another process serves the file.</exception>
    public DataLock(DispatchOptions options)
        : this(options.OnPostgres ? null : TryHold(options) ?? throw new OperatorException(new(
            $"另一个进程正在使用 {options.Data}。请先停止它，或用 --data 指定另一个文件。",
            $"Another process serves {options.Data}. Stop it first, or name another file with --data.")))
    {
    }

    private DataLock(FileStream? held) => this.held = held;

    /// <summary>Takes the lock of a SQLite file, unless another process serves it: then null.</summary>
    public static DataLock? Try(DispatchOptions options) => TryHold(options) is { } held ? new(held) : null;

    /// <inheritdoc />
    public void Dispose() => held?.Dispose();

    private static FileStream? TryHold(DispatchOptions options)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(options.Data)!);
        try
        {
            return new($"{options.Data}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
