namespace Dispatch.Flows;

/// <summary>Where a flow stands in its case type's document.</summary>
internal static class FlowPath
{
    /// <summary>The flow itself.</summary>
    public const string Flow = "$.flow";

    /// <summary>A step by its position.</summary>
    public static string Step(int index) => JsonPath.Item(Flow + ".steps", index);
}
