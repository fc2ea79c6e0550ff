using Dispatch.Stock;

namespace Dispatch.Matching;

/// <summary>What would let an engineer make a visit that he cannot make as it is: overtime, other places for parts, or, where both are null, another time than was promised.</summary>
/// <param name="Price">What it would come to then.</param>
public sealed record Freeing(MovePrice Price)
{
    /// <summary>How much longer he would have to stay.</summary>
    public TimeSpan? Overtime { get; init; }

    /// <summary>What would have to be carried where before he comes.</summary>
    public PartsMove? Parts { get; init; }
}
