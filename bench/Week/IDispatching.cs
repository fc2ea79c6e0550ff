namespace Dispatch.Bench.Week;

/// <summary>A way of deciding who makes which visit when. It promises by <see cref="Field.Promise"/>, and that alone.</summary>
internal interface IDispatching
{
    /// <summary>A visit is asked for, or has lost whoever had it.</summary>
    void Seek(WantedVisit visit);

    /// <summary>Nobody asks for a visit any more that is being sought.</summary>
    void Forget(WantedVisit visit);

    /// <summary>Something has changed: somebody may be free.</summary>
    void Look();

    /// <summary>A few minutes have passed.</summary>
    void Tick();
}
