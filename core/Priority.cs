namespace Dispatch;

/// <summary>How urgent a ticket is, least first, so that comparing means comparing urgency.</summary>
public enum Priority { Low, Normal, High, Urgent }
