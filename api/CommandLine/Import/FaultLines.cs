namespace Dispatch.Api.CommandLine.Import;

/// <summary>Faulty rows in words.</summary>
internal static class FaultLines
{
    private const int Shown = 20;

    /// <summary>Says why rows were refused, the first of them.</summary>
    public static void Say(Operator person, IReadOnlyList<RowFault> faults)
    {
        foreach (var fault in faults.Take(Shown))
            person.Say(
                $"第 {fault.Line} 行{(fault.Column is null ? "" : $"，{fault.Column} 列")}：{fault.Text.Zh}{(fault.Value is { Length: > 0 } zh ? $"（{zh}）" : "")}",
                $"Line {fault.Line}{(fault.Column is null ? "" : $", column {fault.Column}")}: {fault.Text.En}{(fault.Value is { Length: > 0 } en ? $" ({en})" : "")}");
        if (faults.Count > Shown)
            person.Say($"……另有 {faults.Count - Shown} 处。", $"… and {faults.Count - Shown} more.");
    }
}
