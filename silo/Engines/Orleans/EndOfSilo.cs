using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Dispatch.Silo.Engines;

/// <summary>A silo that the others have declared dead, because it was frozen or cut off, ends at once: its supervisor starts it anew.</summary>
/// <remarks>Orleans would crash the process with a dump of all threads. Nothing acknowledged is lost either way, and what it still writes the fence refuses.</remarks>
internal sealed partial class EndOfSilo(ILogger<EndOfSilo> log) : IFatalErrorHandler
{
    /// <summary>The exit code, by which a supervisor may tell it from a crash.</summary>
    public const int ExitCode = 75;

    private static readonly TimeSpan LogsTake = TimeSpan.FromMilliseconds(300);

    /// <inheritdoc />
    public bool IsUnexpected(Exception exception) => exception is not ThreadAbortException;

    /// <inheritdoc />
    public void OnFatalException(object? sender, string? context, Exception? exception)
    {
        LogEnd(exception, context ?? sender?.ToString() ?? "");
        Console.Error.WriteLine(
            "集群中的其他进程认为本 silo 已死（冻结或断网），它现在退出，请由守护程序重新启动。\n"
            + "The other silos took this one for dead, because it was frozen or cut off. It ends now, to be started again by its supervisor.");
        Thread.Sleep(LogsTake);
        Environment.Exit(ExitCode);
    }

    [LoggerMessage(LogLevel.Critical, "This silo counts as dead and ends: {Context}")]
    private partial void LogEnd(Exception? exception, string context);
}
