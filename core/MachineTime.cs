namespace Dispatch;

/// <summary>A clock that need not run as fast as the machine's: the business lives by it, as in a replay.</summary>
public interface IPacedTime
{
    /// <summary>The machine's own clock.</summary>
    TimeProvider Machine { get; }

    /// <summary>Seconds that pass on this clock in one of the machine's.</summary>
    double Speed { get; }
}

/// <summary>
/// Tells waits of the machine (retries, polls, pauses for breath) from waits of the business (deadlines, shifts): a
/// machine does not commit faster because the business's clock runs faster.
/// </summary>
public static class MachineTime
{
    /// <summary>The clock for timers and elapsed time that have to do with the machine only.</summary>
    public static TimeProvider OfMachine(this TimeProvider time) => time is IPacedTime paced ? paced.Machine : time;

    /// <summary>How many times as fast as the machine's this clock runs; null for the machine's own.</summary>
    public static double? SpeedIfPaced(this TimeProvider time) => (time as IPacedTime)?.Speed;

    /// <summary>How far this clock moves on while the machine waits so long.</summary>
    public static TimeSpan WhileMachineWaits(this TimeProvider time, TimeSpan wait) => time is IPacedTime paced ? wait * paced.Speed : wait;
}
