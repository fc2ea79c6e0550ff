namespace Dispatch;

/// <summary>An amount in integer minor units (fen, cents) of an ISO 4217 currency.</summary>
public sealed record Money(long Minor, string Currency);
