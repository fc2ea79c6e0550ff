using Dispatch.Tests.Shared;

namespace Dispatch.Bench;

/// <summary>What was built for which engine: one process has one engine, so a comparison runs programs of both builds.</summary>
internal static class EngineBuild
{
    /// <summary>The folder of Orleans's build under <c>artifacts</c>.</summary>
    public const string Orleans = "orleans";

    /// <summary>Says how Orleans's build of a project is made where it is missing.</summary>
    /// <returns>Whether it is missing.</returns>
    public static bool IsMissing(string project, string file)
    {
        var program = ServiceProcess.Built(project, file, Orleans);
        if (File.Exists(program))
            return false;
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        Console.Error.WriteLine(
            $"This comparison needs Orleans's build, and {program} is not there. Build it first: dotnet build {project} -c {char.ToUpperInvariant(configuration[0])}{configuration[1..]} -p:Engine=Orleans");
        return true;
    }
}
