using System.Text.Json;
using Dispatch.Api.Requests;
using Dispatch.Planning;
using Dispatch.Planning.Formats;

namespace Dispatch.Api.CommandLine;

/// <summary>Reads a problem from a file, in Dispatch's own JSON or in a benchmark's form.</summary>
internal static class PlanFile
{
    /// <summary>Formats by name; <c>auto</c> looks at the content.</summary>
    public static readonly string[] Formats = ["auto", "dispatch", "solomon", "trsp"];

    // Dear enough that no way saved is worth an engineer.
    private const long DearEngineer = 100_000;

    /// <param name="fewEngineers">Of benchmarks without prices of their own: few vehicles first, then distance.</param>
    /// <exception cref="OperatorException">It cannot be read; the message says where.</exception>
    public static PlanProblem Read(string path, string format, bool fewEngineers)
    {
        var text = File.ReadAllText(path);
        try
        {
            return (format is "auto" ? Guess(text) : format) switch
            {
                "solomon" => SolomonFormat.Read(text, fewEngineers ? DearEngineer : 0),
                "trsp" => TrspFormat.Read(text),
                _ => JsonSerializer.Deserialize<PlanProblem>(text, ApiJson.Options) ?? throw new JsonException("null"),
            };
        }
        catch (FormatException fault)
        {
            throw new OperatorException(new($"无法读取 {path}：{fault.Message}", $"{path} cannot be read. {fault.Message}"));
        }
        catch (JsonException fault)
        {
            throw new OperatorException(new($"无法读取 {path}：{fault.Message}", $"{path} cannot be read. {fault.Message}"));
        }
    }

    private static string Guess(string text) => TrspFormat.Matches(text) ? "trsp" : SolomonFormat.Matches(text) ? "solomon" : "dispatch";
}
