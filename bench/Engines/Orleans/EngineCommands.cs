using System.CommandLine;

namespace Dispatch.Bench;

/// <summary>The benchmarks of this build alone: those of what Orleans brings along.</summary>
internal static class EngineCommands
{
    /// <summary>What <c>dotnet run</c> is told to have this build.</summary>
    public const string Build = "-p:Engine=Orleans ";

    public static IReadOnlyList<Command> Make() => [StorageCommand.Make()];
}
