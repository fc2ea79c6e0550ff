using System.CommandLine;
using Dispatch.Api.Hosting;

namespace Dispatch.Api.CommandLine;

/// <summary>What the executable can do besides serving: <c>dispatch COMMAND …</c>. Without a command it serves.</summary>
public static class DispatchCommands
{
    /// <summary>How long a command may take to stop once it is asked to.</summary>
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(60);

    /// <summary>Whether arguments name a command, or ask for help.</summary>
    public static bool AreMeantBy(IReadOnlyList<string> arguments) =>
        arguments is ["-h" or "-?" or "--help" or "--version", ..] || (arguments is [var first, ..] && !first.StartsWith('-') && !first.Contains('='));

    /// <summary>Runs the command.</summary>
    /// <returns>The exit code: 0 when all went well.</returns>
    public static Task<int> Run(IReadOnlyList<string> arguments, CancellationToken cancellationToken = default) =>
        Parse(arguments).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = StopWithin }, cancellationToken);

    /// <summary>Which command is meant with which options, and what about that is not understood; runs nothing.</summary>
    public static ParseResult Parse(IReadOnlyList<string> arguments) => Create().Parse(arguments);

    private static RootCommand Create() => new($"""
        Dispatch: takes tickets in, routes, matches and times them. | 派单引擎：接单、路由、派单、计时。
        Without a command it serves. Options of the service: | 不带命令即启动服务，选项如下：
        {DispatchOptions.Help()}
        """)
    {
        ImportCommand.Create(), ReplayCommand.Create(), BackupCommand.Create(), RestoreCommand.Create(), MigrateCommand.Create(),
        DoctorCommand.Create(), HealthCommand.Create(), PlanCommand.Create(),
    };
}
