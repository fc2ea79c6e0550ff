namespace Dispatch.Planning.Solving;

/// <summary>Now and then a gap is passed over, so that the same job does not always go to the same place.</summary>
/// <remarks>Counts down to the next one instead of drawing for each gap.</remarks>
internal struct Blinks
{
    private readonly double chance;
    private Dice dice;
    private int left;

    public Blinks(double chance, ulong seed)
    {
        (this.chance, dice) = (chance, new(seed));
        left = chance > 0 ? dice.Until(chance) : int.MaxValue;
    }

    /// <summary>Passes over nothing, for two thousand million gaps.</summary>
    public static Blinks None => new(0, 0);

    /// <summary>Whether this gap is passed over.</summary>
    public bool Now()
    {
        if (left-- > 0)
            return false;
        left = chance > 0 ? dice.Until(chance) : int.MaxValue;
        return chance > 0;
    }
}
