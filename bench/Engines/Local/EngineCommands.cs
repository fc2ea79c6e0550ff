using System.CommandLine;

namespace Dispatch.Bench;

/// <summary>The benchmarks of this build alone: those that need virtual time, and those that set both engines side by side.</summary>
internal static class EngineCommands
{
    /// <summary>What <c>dotnet run</c> is told to have this build.</summary>
    public const string Build = "";

    public static IReadOnlyList<Command> Make() =>
        [GrowthCommand.Make(), StartCommand.Make(), BoardsCommand.Make(), EnginesCommand.Make(), ClusterCommand.Make(),
        ClocksCommand.Make(), ClockMemory.Make(), ArmingCommand.Make(), RolloutCommand.Make()];
}
