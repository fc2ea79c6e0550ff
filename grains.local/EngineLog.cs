using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Local;

/// <summary>What the engine logs: failures that have no caller to travel to.</summary>
internal sealed partial class EngineLog(ILogger logger)
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "A timer of {Grain} failed; it goes on.")]
    public partial void TimerFailed(Exception exception, ActivationId grain);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The one-way call {Call} failed.")]
    public partial void OneWayFailed(Exception exception, Turn call);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Grain} could not be activated.")]
    public partial void ActivationFailed(Exception exception, ActivationId grain);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Grain} failed while it deactivated.")]
    public partial void DeactivationFailed(Exception exception, ActivationId grain);
}
