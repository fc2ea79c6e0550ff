namespace Dispatch.Grains;

/// <summary>An entity that the clock calls when its wake-up time has come.</summary>
public interface IWakeable
{
    /// <summary>Decides again from state and now. At least once per wake-up; a stale one does nothing.</summary>
    Task Wake();
}
